/** The few facts at the head of a column. Pure. */
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { isThread } from './moment.ts'

export interface RunFacts {
  hello: EventOf<'hello'> | undefined
  decide: EventOf<'decide'> | undefined
  /** The first creation that made a process, not a thread. */
  create: EventOf<'create'> | undefined
  end: EventOf<'end'> | undefined
  /** The result of the spawn. For a program that is not ours the helper reports only that it was traced; then the child's exec decides. */
  outcome: Pick<EventOf<'end'>, 'outcome' | 'why'> | undefined
  /** The steps that the strategy passed; undefined until the run reports them. */
  passed: ReadonlySet<string> | undefined
}

export function factsOf(events: readonly TraceEvent[]): RunFacts {
  const facts: RunFacts = { hello: undefined, decide: undefined, create: undefined, end: undefined, outcome: undefined, passed: undefined }
  let execed = false
  let error: string | null = null
  for (const event of events)
    switch (event.kind) {
      case 'hello':
        facts.hello ??= event
        break
      case 'decide':
        facts.decide ??= event
        break
      case 'create':
        if (!isThread(event)) facts.create ??= event
        break
      case 'end':
        facts.end ??= event
        break
      case 'exec':
        execed ||= event.task === facts.create?.child
        break
      case 'leave':
        if (event.call === 'execve' && event.task === facts.create?.child) error = event.error
        break
      case 'note':
        if (event.code === 'steps') facts.passed ??= new Set(event.text.split(' '))
        break
      default:
        break
    }
  facts.outcome = facts.end
  if (facts.end?.outcome === 'traced' && facts.create)
    facts.outcome = execed ? { outcome: 'spawned', why: '' } : { outcome: 'failed', why: error ?? facts.end.why }
  return facts
}
