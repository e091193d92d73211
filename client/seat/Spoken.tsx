/** @jsxImportSource preact */
import type { Spoken } from '../content/questions.ts'
import { useSeat } from './useClass.ts'

/** Text of a lesson with its code marked. */
export function SpokenText({ text }: { text: Spoken }) {
  const { language } = useSeat()
  return <>{text[language].map((part, at) => (part.code ? <code key={at}>{part.text}</code> : part.text))}</>
}
