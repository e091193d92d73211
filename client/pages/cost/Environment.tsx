import type { BenchCell, BenchHello, BenchSkipped } from '../../../protocol/bench.ts'
import { size } from '../../model/cost.ts'
import { dayHere } from '../../model/formats.ts'
import { useCostWords } from '../../words/costWords.ts'
import { useLanguage } from '../../words/language.ts'

interface EnvironmentProps {
  hello: BenchHello
  cells: readonly BenchCell[]
  skipped: readonly BenchSkipped[]
  live: boolean
}

/** The machine, the method and the quality of the measurement: no figure without them. */
export function Environment({ hello, cells, skipped, live }: EnvironmentProps) {
  const words = useCostWords()
  const language = useLanguage()
  const date = dayHere(hello.at, language)
  const unsettled = cells.filter(({ settled }) => !settled).length
  return (
    <div className="cost-environment" data-source={live ? 'live' : 'recorded'}>
      <strong>{live ? words.measured : words.recorded}</strong>
      <p>
        {words.environment(hello.cpu, hello.cpus, hello.kernel, hello.libc, date, (hello.load / 100).toFixed(2))}{' '}
        {words.method(hello.repeat, hello.pinned !== null)} {hello.tracer === null && words.untraced}
      </p>
      {hello.tracer !== null && <p className="alert">{words.traced(hello.tracer)}</p>}
      {skipped.map(({ memory_mb }) => (
        <p key={memory_mb}>{words.leftOut(size(memory_mb, language), size(hello.available_mb, language))}</p>
      ))}
      {unsettled > 0 && <p>{words.noisy(unsettled)}</p>}
    </div>
  )
}
