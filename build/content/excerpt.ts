/**
 * Shortens a run to what matters: every fact, the calls that decide a check, and the calls that create a child, execute
 * a program and wait for the child. Pure.
 */
import { judge } from '../../client/model/claims/judge.ts'
import { keyNote } from '../../client/model/terminalKeys.ts'
import type { RunCheck } from '../../protocol/claims.ts'
import type { TraceEvent } from '../../protocol/events.ts'

const ALWAYS = new Set(['fork', 'vfork', 'clone', 'clone3', 'execve', 'wait4', 'waitid', 'rt_sigprocmask'])
const NEVER = new Set<TraceEvent['kind']>(['descriptors', 'usage'])

/** Throws if a check would judge the short run differently from the long one. */
export function excerptOf(events: readonly TraceEvent[], checks: readonly RunCheck[]): TraceEvent[] {
  const verdicts = checks.map((check) => judge(check, events))
  const evidence = new Set(verdicts.flatMap((verdict) => (verdict.judged ? verdict.evidence : [])))
  const short = events.filter((event, at) => {
    if (NEVER.has(event.kind)) return false
    if (event.kind === 'note') return keyNote(event) !== null
    if (event.kind === 'leave') return evidence.has(event.seq) || ALWAYS.has(event.call)
    // Keep calls whole: an entry stays with its return.
    if (event.kind === 'enter') return evidence.has(event.seq) || ALWAYS.has(event.call) || evidence.has(returnOf(events, at))
    return true
  })
  checks.forEach((check, at) => {
    const [long, now] = [verdicts[at], judge(check, short)]
    if (!long?.judged || !now.judged || long.holds !== now.holds) throw new Error(`the excerpt is judged differently: ${JSON.stringify(check)}`)
  })
  return short
}

function returnOf(events: readonly TraceEvent[], at: number): number {
  const enter = events[at]
  return events.slice(at).find((event) => event.kind === 'leave' && event.task === enter?.task)?.seq ?? -1
}
