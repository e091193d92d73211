/** The result of a run, in words. Pure. */

import type { Language } from '../../protocol/language.ts'
import { refusalWords } from '../content/refusalWords.ts'
import { knownSentence } from '../model/knownSentence.ts'
import type { Outcome } from '../model/outcome.ts'
import type { RunLog } from '../store/runLog.ts'
import type { LabWords } from './labWords.ts'
import { messagesOf } from './messages.ts'

/** Whether the run went well, and one sentence. */
export function tellOutcome(
  log: Pick<RunLog, 'status' | 'refusal' | 'position'>,
  { end, exit, execed }: Outcome,
  words: LabWords,
  language: Language,
): { good: boolean | null; said: string } {
  // A missing recording is no failure, because nothing ran.
  if (log.refusal?.code === 'not_recorded') return { good: null, said: words.outcomes.notRecorded }
  if (log.refusal) return { good: false, said: words.outcomes.refused(refusalWords(log.refusal, language)) }
  if (log.position > 0) return { good: null, said: words.queued(log.position) }
  if (log.status === 'cancelled') return { good: false, said: words.outcomes.cancelled }
  if (!end) return { good: null, said: log.status === 'empty' ? words.empty : words.nothingYet }
  const why = knownSentence(end.why, messagesOf(language).whys) ?? end.why
  if (end.outcome === 'failed') return { good: false, said: words.outcomes.failed(why) }
  if (end.outcome !== 'spawned') return { good: false, said: words.outcomes.cut(why) }
  if (exit?.signal) return { good: false, said: words.outcomes.killed(exit.signal, execed) }
  if (exit?.status !== undefined && exit.status !== null) return { good: exit.status === 0, said: words.outcomes.ended(exit.status) }
  return { good: true, said: words.outcomes.spawned }
}

/** The key that was pressed, and that nobody in the run has got a signal of it. */
export function tellPressed({ pressed, sent }: Outcome, words: LabWords): string | null {
  if (!pressed) return null
  if (pressed.key === null) return words.notPressed
  const { keys, pressMoments } = words
  const at = words.pressedAt(keys[pressed.key], pressMoments[pressed.moment as keyof typeof pressMoments] ?? pressed.moment)
  return sent.length > 0 ? at : `${at}${words.toNobody}`
}

/** One sentence for each signal that was sent. */
export function tellSent({ sent }: Outcome, words: LabWords): string[] {
  return sent.map(({ signal, task, how }) => words.sentTo(signal, task === 1 ? words.sides.parent : words.sides.child, words.hows[how]))
}
