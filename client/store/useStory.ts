/** A log as steps, told further as it grows; every view of one log shares one story. */
import { useSyncExternalStore } from 'react'
import { Story } from '../model/story.ts'
import type { RunLog } from './runLog.ts'

const stories = new WeakMap<RunLog, Story>()

/** The story of a log up to now. */
export function storyOf(log: RunLog): Story {
  const story = stories.get(log) ?? new Story()
  stories.set(log, story)
  return story.follow(log.events)
}

/** Renders again when the log has grown: `version` changes, the story and its array do not. */
export function useStory(log: RunLog): { story: Story; version: number } {
  const version = useSyncExternalStore(log.subscribe, log.snapshot)
  return { story: storyOf(log), version }
}
