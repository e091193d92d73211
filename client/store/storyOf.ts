/** A log as steps, told further as it grows; every view of one log shares one story. */
import type { TraceEvent } from '../../protocol/events.ts'
import { Story } from '../model/story.ts'
import { timelineAhead } from '../model/timeline.ts'
import type { RunLog } from './runLog.ts'

const stories = new WeakMap<RunLog, Story>()

/** The story of a log up to now. */
export function storyOf(log: RunLog): Story {
  const story = stories.get(log) ?? new Story()
  stories.set(log, story)
  return story.follow(log.events)
}

/**
 * A log that is given a long recording: its story is told while the recording is still read, piece by piece, and what the
 * views count of it is counted before they ask. They see nothing of it until it is whole.
 */
export function foldedAhead(log: RunLog) {
  const story = new Story()
  return {
    ahead: (events: readonly TraceEvent[]): void => {
      story.follow(events)
    },
    ready: (): Iterable<void> => timelineAhead(story),
    append: (...whole: Parameters<RunLog['append']>): void => {
      stories.set(log, story)
      log.append(...whole)
    },
    finish: (...end: Parameters<RunLog['finish']>): void => log.finish(...end),
  }
}

/** For a log that is to be given exactly what the other has: its story need not be told again. */
export function sameStory(from: RunLog, to: RunLog): void {
  stories.set(to, storyOf(from))
}
