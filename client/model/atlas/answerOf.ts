/** The answer that a run gives to a question of the atlas, and the events that decide it. Pure. */
import type { AtlasCell, AtlasQuestion } from '../../../protocol/atlas.ts'
import type { RunCheck } from '../../../protocol/claims.ts'
import type { TraceEvent } from '../../../protocol/events.ts'
import { judge } from '../claims/judge.ts'
import { wordOf } from './wordOf.ts'

/** Of a question only what decides its answer: the texts may be words or prose. */
export type DecidedQuestion = Pick<AtlasQuestion, 'run' | 'parts' | 'reads' | 'user'>

export interface AtlasAnswer {
  cell: AtlasCell
  /** The numbers of the events that decide it, in order. */
  evidence: number[]
  /** What the evidence is looked at for: the checks of the question. */
  checks: readonly RunCheck[]
}

const UNKNOWN: AtlasAnswer = { cell: { is: 'unknown' }, evidence: [], checks: [] }

/** `events`: the run `question.run`, reduced to the spawn. A run that was cut off answers nothing. */
export function answerOf({ run, parts, reads, user }: DecidedQuestion, events: readonly TraceEvent[]): AtlasAnswer {
  const [hello] = events
  if (user && hello?.kind === 'hello' && hello.uid === 0) return UNKNOWN
  if (reads) {
    const found = wordOf(reads, events)
    return found ? { cell: { is: 'word', word: found.word, run }, evidence: found.evidence, checks: [] } : UNKNOWN
  }
  const judged = (parts ?? []).map(({ of, check }) => ({ of, check, verdict: judge(check, events) }))
  const verdicts = judged.flatMap(({ of, verdict }) => (verdict.judged ? [{ of, ...verdict }] : []))
  if (verdicts.length === 0 || verdicts.length < judged.length) return UNKNOWN
  const held = verdicts.filter(({ holds }) => holds).map(({ of }) => of)
  const is = held.length === verdicts.length ? 'yes' : held.length === 0 ? 'no' : 'depends'
  return {
    cell: { is, run, ...(is === 'depends' && { parts: held }) },
    evidence: [...new Set(verdicts.flatMap(({ evidence }) => evidence))].toSorted((a, b) => a - b),
    checks: judged.map(({ check }) => check),
  }
}
