/** The verdict of a claim, derived from what its trials should show. Pure. */
import type { ClaimVerdict, Trial } from '../../../protocol/claims.ts'

/**
 * A trial that names no edition (a hazard, a plain strategy) counts for the past and for today. A control does not count.
 * `asks`: it is a question, whose check states what a yes would mean.
 */
export function verdictOf(all: readonly Pick<Trial, 'run' | 'expect' | 'control'>[], asks = false): ClaimVerdict {
  const trials = all.filter(({ control }) => !control)
  if (trials.length === 0) return 'cannot-be-seen'
  if (asks) return trials.every(({ expect }) => expect) ? 'answer-yes' : trials.some(({ expect }) => expect) ? 'answer-depends' : 'answer-no'
  const of = (edition: 'article' | 'today'): boolean[] =>
    trials.flatMap(({ run, expect }) => (run.edition === undefined || run.edition === edition ? [expect] : []))
  const then = of('article')
  const now = of('today')
  const always = (answers: boolean[]): boolean => answers.every(Boolean)
  const never = (answers: boolean[]): boolean => !answers.some(Boolean)
  if (trials.every(({ expect }) => expect)) return 'holds'
  if (trials.every(({ expect }) => !expect)) return 'never-held'
  if (then.length > 0 && now.length > 0 && always(then) && never(now)) return 'held-then'
  return 'depends'
}
