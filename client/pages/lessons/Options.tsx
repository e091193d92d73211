import { useMemo } from 'react'
import { shuffled } from '../../model/shuffle.ts'
import { Prose } from '../../ui/Prose.tsx'
import { readerSeed } from './readerSeed.ts'
import type { PredictStep } from './stepOfKind.ts'

interface OptionsProps {
  /** Name of the group of radio buttons. */
  name: string
  options: PredictStep['options']
  /** The lesson: each has its own order of answers, this reader's. */
  slug: string
  chosen: number | null
  onChoose: (at: number) => void
  /** Label of the line for the reader's own words. */
  ask: string
  line: string
  onLine: (line: string) => void
}

/** The answers to choose from, and a line for the reader's own words. */
export function Options({ name, options, slug, chosen, onChoose, ask, line, onLine }: OptionsProps) {
  // Where the right answer always stands at one place, a reader learns the place.
  const order = useMemo(() => shuffled(options.length, readerSeed(), slug), [options, slug])
  return (
    <>
      {order.map((at) => {
        const option = options[at]
        return (
          option && (
            <label key={at} className="predict-option" data-chosen={chosen === at}>
              <input type="radio" name={name} value={at} checked={chosen === at} onChange={() => onChoose(at)} />
              <span>
                <Prose words={option.text} />
              </span>
            </label>
          )
        )
      })}
      <label className="predict-reason">
        {ask}
        <input type="text" maxLength={200} value={line} onChange={(event) => onLine(event.target.value)} />
      </label>
    </>
  )
}
