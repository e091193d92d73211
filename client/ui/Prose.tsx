import { type CompiledText, type Prose as Part, plainWords } from '../content/prose.ts'
import { TERMS } from '../content/teaching.ts'
import { useLanguage } from '../words/language.ts'

/** Compiled text in the chosen language, with its links. Pointing at a term shows its meaning. Data, never HTML. */
export function Prose({ words }: { words: CompiledText }) {
  const language = useLanguage()
  return words[language].map((part, at) => <One key={`${at}:${part.text}`} part={part} />)
}

function One({ part }: { part: Part }) {
  const language = useLanguage()
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return <code>{part.text}</code>
    case 'strong':
      return <strong>{part.text}</strong>
    case 'term': {
      const term = TERMS.find(({ id }) => id === part.to)
      return (
        <a className="term" href={`#/glossary/${part.to}`} title={term && plainWords(term.meaning[language])}>
          {part.text}
        </a>
      )
    }
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
