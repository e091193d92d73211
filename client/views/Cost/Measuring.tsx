/** The button that measures, its progress, and what went wrong. */
import { Gauge, Square } from 'lucide-react'
import type { BenchState } from '../../model/benchState.ts'
import { size } from '../../model/cost.ts'
import { Colon } from '../../ui/Colon.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useCostWords } from '../../words/costWords.ts'
import { useLanguage } from '../../words/language.ts'

interface MeasuringProps {
  state: BenchState
  /** Whether there is a server that could measure at all. */
  possible: boolean
  onStart: () => void
  onCancel: () => void
}

export function Measuring({ state, possible, onStart, onCancel }: MeasuringProps) {
  const words = useCostWords()
  const language = useLanguage()
  const going = state.is === 'waiting' || state.is === 'measuring'
  const { progress } = state
  const refused = useRefusalWords(state.refusal)
  return (
    <div className="cost-measuring">
      {going ? (
        <button type="button" className="button" onClick={onCancel}>
          <Square aria-hidden="true" />
          {words.cancel}
        </button>
      ) : (
        <button type="button" className="button" data-tone="primary" onClick={onStart} disabled={!possible}>
          <Gauge aria-hidden="true" />
          {state.is === 'idle' ? words.measureHere : words.measureAgain}
        </button>
      )}
      <div role="status" className="cost-status">
        {!possible && words.notHere}
        {state.is === 'waiting' && words.waiting(state.position)}
        {state.is === 'cancelled' && words.cancelled}
        {state.is === 'measuring' && progress && words.progress(size(progress.memory_mb, language), progress.threads, words.doing[progress.doing])}
      </div>
      {state.is === 'measuring' && progress && <progress max={progress.total} value={progress.done} aria-label={words.doing.measure} />}
      {state.refusal && (
        <p role="alert" className="alert">
          {words.failed}
          <Colon />
          {refused}
        </p>
      )}
    </div>
  )
}
