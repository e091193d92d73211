/** Choose, give a reason, lock it in. After that it cannot be changed. */
import { type FormEvent, useState } from 'react'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { Options } from './Options.tsx'
import type { PredictStep } from './stepOfKind.ts'

interface PredictProps {
  slug: string
  step: PredictStep
  /** `choice` null: the reader skipped it. */
  locked: { choice: number | null; reason: string } | undefined
  onLock: (choice: number | null, reason: string) => void
  onForget: () => void
}

export function Predict({ slug, step, locked, onLock, onForget }: PredictProps) {
  const { lessons: words } = useTeachingWords()
  const [choice, setChoice] = useState<number | null>(locked?.choice ?? null)
  const [reason, setReason] = useState(locked?.reason ?? '')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (choice !== null) onLock(choice, reason)
  }
  return (
    <form className="predict" onSubmit={submit}>
      <fieldset disabled={locked !== undefined}>
        <legend>
          <Prose words={step.question} />
        </legend>
        <Options
          name="prediction"
          options={step.options}
          slug={slug}
          chosen={locked ? locked.choice : choice}
          onChoose={setChoice}
          ask={words.reason}
          line={locked ? locked.reason : reason}
          onLine={setReason}
        />
      </fieldset>
      {locked ? (
        <p className="predict-buttons" role="status">
          <strong>{locked.choice === null ? words.skipped : words.locked}</strong>
          <button type="button" className="button" onClick={onForget}>
            {words.change}
          </button>
        </p>
      ) : (
        <p className="predict-buttons">
          <button type="submit" className="button" data-tone="primary" disabled={choice === null}>
            {words.lock}
          </button>
          <button type="button" className="button" data-tone="plain" onClick={() => onLock(null, '')}>
            {words.skip}
          </button>
        </p>
      )}
    </form>
  )
}
