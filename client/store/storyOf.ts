/** A log as steps, which grow with the log. All views of one log share one story. */
import type { TraceEvent } from '../../protocol/events.ts'
import { Story } from '../model/story.ts'
import { timelineAhead } from '../model/timeline.ts'
import type { RunLog } from './runLog.ts'

const stories = new WeakMap<RunLog, Story>()

/** The current story of a log. */
export function storyOf(log: RunLog): Story {
  const story = stories.get(log) ?? new Story()
  stories.set(log, story)
  return story.follow(log.events)
}

/**
 * Prepares a log for a long recording. Builds the story piece by piece while the recording arrives, and computes what the
 * views need before they ask. The views see nothing until the recording is complete.
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

/** For a log that will receive exactly the other log's events: reuses the story instead of building it again. */
export function sameStory(from: RunLog, to: RunLog): void {
  stories.set(to, storyOf(from))
}
