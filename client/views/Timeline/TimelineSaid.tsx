/** The picture in words, for readers who cannot see it. Fetched after the picture. */
import type { TimelineModel } from '../../model/timeline.ts'
import { useTimelineSaidWords } from '../../words/timelineSaidWords.ts'
import { describeTimeline } from './describeTimeline.ts'

export function TimelineSaid({ model }: { model: TimelineModel }) {
  return <p className="visually-hidden">{describeTimeline(model, useTimelineSaidWords())}</p>
}
