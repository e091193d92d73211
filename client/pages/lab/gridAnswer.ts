/** What a cell of the grid says: the answer to what is asked, and the rest in smaller letters. Pure. */
import type { Language } from '../../../protocol/language.ts'
import { fateOf, outcomeOf } from '../../model/outcome.ts'
import type { RunLog } from '../../store/runLog.ts'
import type { LabWords } from '../../words/labWords.ts'
import { tellOutcome, tellSent } from '../../words/outcomeWords.ts'

export interface GridAnswer {
  /** Null until there is one. */
  answer: string | null
  /** Shown in place of the answer while there is none. */
  status: string
  good: boolean | null
  rest: string[]
}

/** `number`: the signal that the grid asks about; 0 for none. */
export function gridAnswer(log: RunLog, number: number, words: LabWords, language: Language): GridAnswer {
  const outcome = outcomeOf(log.events)
  const { good, said } = tellOutcome(log, outcome, words, language)
  const sent = tellSent(outcome, words)
  const fate = number > 0 && outcome.end && outcome.execed ? fateOf(log.events, number) : null
  const rest = [...sent, ...(outcome.mechanism ? [outcome.mechanism] : [])]
  // What a signal met is the answer only if the program was started at all.
  if (fate) return { answer: words.fates[fate], status: said, good: null, rest: [...(good === false ? [said] : []), ...rest] }
  return { answer: good === null ? null : said, status: said, good, rest }
}
