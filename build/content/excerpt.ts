/**
 * A run shortened to what matters: every fact, the calls that decide one of the checks, and the calls by which a
 * child is made, execs and is waited for. Pure.
 */
import { judge } from '../../client/model/claims/judge.ts'
import type { RunCheck } from '../../protocol/claims.ts'
import type { TraceEvent } from '../../protocol/events.ts'

const ALWAYS = new Set(['fork', 'vfork', 'clone', 'clone3', 'execve', 'wait4', 'waitid', 'rt_sigprocmask'])
const NEVER = new Set<TraceEvent['kind']>(['note', 'descriptors', 'usage'])

/** Throws where the short run would be judged otherwise than the long one. */
export function excerptOf(events: readonly TraceEvent[], checks: readonly RunCheck[]): TraceEvent[] {
  const verdicts = checks.map((check) => judge(check, events))
  const evidence = new Set(verdicts.flatMap((verdict) => (verdict.judged ? verdict.evidence : [])))
  const short = events.filter((event, at) => {
    if (NEVER.has(event.kind)) return false
    if (event.kind === 'leave') return evidence.has(event.seq) || ALWAYS.has(event.call)
    // A call is kept whole: its entry goes with its return.
    if (event.kind === 'enter') return evidence.has(event.seq) || ALWAYS.has(event.call) || evidence.has(returnOf(events, at))
    return true
  })
  checks.forEach((check, at) => {
    const [long, now] = [verdicts[at], judge(check, short)]
    if (!long?.judged || !now.judged || long.holds !== now.holds) throw new Error(`the excerpt is judged otherwise: ${JSON.stringify(check)}`)
  })
  return short
}

function returnOf(events: readonly TraceEvent[], at: number): number {
  const enter = events[at]
  return events.slice(at).find((event) => event.kind === 'leave' && event.task === enter?.task)?.seq ?? -1
}
