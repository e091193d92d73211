/** The few facts that head a column. Pure. */
import type { EventOf, TraceEvent } from '../../protocol/events.ts'

export interface RunFacts {
  hello: EventOf<'hello'> | undefined
  decide: EventOf<'decide'> | undefined
  create: EventOf<'create'> | undefined
  end: EventOf<'end'> | undefined
  /** The steps the strategy passed; undefined until the run tells. */
  passed: ReadonlySet<string> | undefined
}

export function factsOf(events: readonly TraceEvent[]): RunFacts {
  const first = <K extends TraceEvent['kind']>(kind: K): EventOf<K> | undefined => events.find((event): event is EventOf<K> => event.kind === kind)
  const steps = events.find((event): event is EventOf<'note'> => event.kind === 'note' && event.code === 'steps')
  return { passed: steps && new Set(steps.text.split(' ')), hello: first('hello'), decide: first('decide'), create: first('create'), end: first('end') }
}
