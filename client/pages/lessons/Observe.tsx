/** Asked before the explanation: what did you see? Short, and the reader may skip it. */
import { type FormEvent, useState } from 'react'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { Options } from './Options.tsx'
import type { PredictStep } from './stepOfKind.ts'

interface ObserveProps {
  slug: string
  step: PredictStep
  /** Null and no words: skipped. */
  onSee: (choice: number | null, words: string) => void
}

export function Observe({ slug, step, onSee }: ObserveProps) {
  const { lessons: words } = useTeachingWords()
  const [choice, setChoice] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (choice !== null || said.trim() !== '') onSee(choice, said.trim())
  }
  return (
    <form className="predict observe" onSubmit={submit}>
      <fieldset>
        <legend>{words.sawAsk}</legend>
        <p className="quiet">
          <Prose words={step.question} />
        </p>
        <Options name="observation" options={step.options} slug={slug} chosen={choice} onChoose={setChoice} ask={words.sawWords} line={said} onLine={setSaid} />
      </fieldset>
      <p className="predict-buttons">
        <button type="submit" className="button" data-tone="primary" disabled={choice === null && said.trim() === ''}>
          {words.sawNote}
        </button>
        <button type="button" className="button" data-tone="plain" onClick={() => onSee(null, '')}>
          {words.sawSkip}
        </button>
      </p>
    </form>
  )
}
