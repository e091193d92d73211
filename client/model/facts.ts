/** The few facts that head a column. Pure. */
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { isThread } from './moment.ts'

export interface RunFacts {
  hello: EventOf<'hello'> | undefined
  decide: EventOf<'decide'> | undefined
  /** The first that is no thread's. */
  create: EventOf<'create'> | undefined
  end: EventOf<'end'> | undefined
  /** The steps the strategy passed; undefined until the run tells. */
  passed: ReadonlySet<string> | undefined
}

export function factsOf(events: readonly TraceEvent[]): RunFacts {
  const facts: RunFacts = { hello: undefined, decide: undefined, create: undefined, end: undefined, passed: undefined }
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
      case 'note':
        if (event.code === 'steps') facts.passed ??= new Set(event.text.split(' '))
        break
      default:
        break
    }
  return facts
}
