/** Parses a text into prose: `code`, **strong** and [links](term:blocked-mask). Refuses anything else. */
import { type MarkedToken, marked, type Token } from 'marked'
import type { Prose } from '../../client/content/prose.ts'
import { plainText } from './plainText.ts'

const CURE = 'write plain words, `code`, **strong**, [text](term:ID), [text](claim:ID), [text](lesson:ID) or [text](https://…)'

/** Throws an Error whose message says what is not allowed, and what is. */
export function proseOf(words: string): Prose[] {
  return marked.Lexer.lexInline(words).flatMap(oneOf)
}

function oneOf(token: Token): Prose[] {
  const known = token as MarkedToken
  switch (known.type) {
    case 'text':
    case 'escape':
      return [{ kind: 'text', text: plainText(known.text) }]
    case 'codespan':
      return [{ kind: 'code', text: plainText(known.text) }]
    case 'strong':
      return [{ kind: 'strong', text: plainText(known.text) }]
    case 'link': {
      const [, kind, to] = /^(term|claim|lesson):([a-z0-9-]+)$/.exec(known.href) ?? []
      const text = plainText(known.text)
      if (kind === 'term' || kind === 'claim' || kind === 'lesson') return [{ kind, text, to: to ?? '' }]
      if (known.href.startsWith('https://')) return [{ kind: 'link', text, to: known.href }]
      throw new Error(`the link ${known.href} goes nowhere; ${CURE}`)
    }
    default:
      throw new Error(`${known.type === 'html' ? `raw HTML ${known.raw}` : known.type} is not allowed in prose; ${CURE}`)
  }
}
