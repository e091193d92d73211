import { Prose } from '../../ui/Prose.tsx'
import type { PredictStep } from './stepOfKind.ts'

interface OptionsProps {
  /** Name of the group of radio buttons. */
  name: string
  options: PredictStep['options']
  chosen: number | null
  onChoose: (at: number) => void
  /** Label of the line for the reader's own words. */
  ask: string
  line: string
  onLine: (line: string) => void
}

/** The answers to choose from, and a line for the reader's own words. */
export function Options({ name, options, chosen, onChoose, ask, line, onLine }: OptionsProps) {
  return (
    <>
      {options.map((option, at) => (
        <label key={at} className="predict-option" data-chosen={chosen === at}>
          <input type="radio" name={name} value={at} checked={chosen === at} onChange={() => onChoose(at)} />
          <span>
            <Prose words={option.text} />
          </span>
        </label>
      ))}
      <label className="predict-reason">
        {ask}
        <input type="text" maxLength={200} value={line} onChange={(event) => onLine(event.target.value)} />
      </label>
    </>
  )
}
