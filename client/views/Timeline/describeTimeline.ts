/** The picture in words, for readers who cannot see it. */
import { counterLetter, letterOf } from '../../model/taskLetter.ts'
import type { TimelineModel } from '../../model/timeline.ts'
import type { TimelineSaidWords } from '../../words/timelineSaidWords.ts'
import { stepsAsleep } from './Counters.tsx'

export function describeTimeline({ lanes, intervals, masks, signals, counters, length }: TimelineModel, said: TimelineSaidWords): string {
  const threads = new Set(lanes.filter(({ thread }) => thread).map(({ task }) => task))
  const letter = (task: number): string => letterOf(task, threads.has(task))
  return [
    said.length(length),
    ...lanes.map(({ task, thread, from, to }) => (thread ? said.thread : said.lane)(letter(task), from + 1, to)),
    ...intervals.map(({ kind, from, to, task, other }) => said.interval[kind](letter(task), letter(other), from + 1, to + 1)),
    ...masks.map(({ task, from, to }) => said.mask(letter(task), from + 1, to + 1)),
    ...counters.map((counter) => said.counter(counterLetter(counter.n), counter.state, stepsAsleep(counter))),
    ...signals.map(({ signal, task, end }) => said.signal(signal, letter(task), end?.how ?? 'none', (end?.at ?? 0) + 1)),
  ].join(' ')
}
