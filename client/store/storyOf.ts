/** A log as steps, told further as it grows; every view of one log shares one story. */
import { Story } from '../model/story.ts'
import type { RunLog } from './runLog.ts'

const stories = new WeakMap<RunLog, Story>()

/** The story of a log up to now. */
export function storyOf(log: RunLog): Story {
  const story = stories.get(log) ?? new Story()
  stories.set(log, story)
  return story.follow(log.events)
}
