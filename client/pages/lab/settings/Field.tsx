import type { ReactNode } from 'react'

interface FieldProps {
  /** The flag, as the command line spells it. */
  flag: string
  /** What it does, with its manual page. */
  sentence: string
  children: ReactNode
}

/** One setting: its flag, its sentence, its control. */
export function Field({ flag, sentence, children }: FieldProps) {
  return (
    <fieldset className="lab-field">
      <legend>
        <code>{flag}</code>
      </legend>
      <p className="lab-sentence">{sentence}</p>
      {children}
    </fieldset>
  )
}
