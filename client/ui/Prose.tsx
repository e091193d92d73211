import type { CompiledText, Prose as Part } from '../content/prose.ts'
import { useLanguage } from '../words/language.ts'
import { Term } from './Term.tsx'

/** Compiled text in the chosen language, with its links. A term opens in place. Data, never HTML. */
export function Prose({ words }: { words: CompiledText }) {
  const language = useLanguage()
  return words[language].map((part, at) => <One key={`${at}:${part.text}`} part={part} />)
}

function One({ part }: { part: Part }) {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return <code>{part.text}</code>
    case 'strong':
      return <strong>{part.text}</strong>
    case 'term':
      return <Term id={part.to}>{part.text}</Term>
    case 'claim':
      return <a href={`#/claims/${part.to}`}>{part.text}</a>
    case 'lesson':
      return <a href={`#/lessons/${part.to}`}>{part.text}</a>
    case 'link':
      return (
        <a href={part.to} rel="noreferrer">
          {part.text}
        </a>
      )
  }
}
