/** The picture in words, for who cannot see it. */
import { letterOf } from '../../model/lines.ts'
import type { TimelineModel } from '../../model/timeline.ts'
import type { Messages } from '../../ui/messages.en.ts'

export function describeTimeline({ lanes, intervals, masks, signals, length }: TimelineModel, { timeline }: Messages): string {
  const said = timeline.said
  return [
    said.length(length),
    ...lanes.map(({ task, from, to }) => said.lane(letterOf(task), from + 1, to)),
    ...intervals.map(({ kind, from, to, task, other }) => said.interval[kind](letterOf(task), letterOf(other), from + 1, to + 1)),
    ...masks.map(({ task, from, to }) => said.mask(letterOf(task), from + 1, to + 1)),
    ...signals.map(({ signal, task, end }) => said.signal(signal, letterOf(task), end?.how ?? 'none', (end?.at ?? 0) + 1)),
  ].join(' ')
}
