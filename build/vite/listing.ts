/**
 * Build time only: our C files as highlighted steps (`?listing`), and the notes on them (`?notes`).
 * No grammar, no engine and no Markdown parser is shipped to the browser: tokens and words are.
 */
import { type MarkedToken, marked, type Token } from 'marked'
import { createCssVariablesTheme, createHighlighter } from 'shiki'
import type { Plugin } from 'vite'
import type { CodeToken, Inline, Listing, ListingStep } from '../../client/content/types.ts'
import { PHASES } from '../../protocol/phases.ts'
import { derived } from './derived.ts'

/** Colours are variables of ours, so light, dark and projector contrast stay in our hands. */
const roles = createCssVariablesTheme({ name: 'roles', variablePrefix: '--code-' })
const highlighter = createHighlighter({ langs: ['c'], themes: [roles] })

/** `x.c?listing` → Listing. */
export const listings = (): Plugin => derived('listing', listingOf)

/** `steps.en.md?notes` → Record<step, Inline[]>. */
export const notes = (): Plugin => derived('notes', notesOf)

const MARK = /^\s*AT(?:_LIBRARY)?\((?:(\w+), )?(\w+)\);/

/** Cuts a strategy at its marks: a step is what stands between one and the next, or the end of its function. */
export async function listingOf(source: string, file: string): Promise<Listing> {
  const lines = source.split('\n')
  const steps: ListingStep[] = []
  const tokens = (await highlighter).codeToTokensBase(source, { lang: 'c', theme: roles })
  let open: { step: ListingStep; from: number } | undefined

  const close = (to: number): void => {
    if (!open) return
    open.step.lines = dedented(tokens.slice(open.from, to).map((line) => line.map(({ content, color }): CodeToken => [content, role(color)])))
    steps.push(open.step)
    open = undefined
  }
  lines.forEach((line, at) => {
    const mark = MARK.exec(line)
    if (mark) {
      close(at)
      const phase = (mark[1] ?? 'create').replace('_', '-')
      const known = PHASES.find((name) => name === phase)
      const step = mark[2] ?? ''
      if (!known) throw new Error(`${file}:${at + 1}: no phase ${phase}; one of ${PHASES.join(', ')}`)
      if (steps.some((other) => other.step === step)) throw new Error(`${file}:${at + 1}: the step ${step} is there twice; give it a name of its own`)
      open = { step: { phase: known, step, library: mark[1] === undefined, line: at + 2, lines: [] }, from: at + 1 }
    } else if (line.startsWith('}')) {
      close(at)
    }
  })
  return { steps }
}

/** The theme's variable is the role: var(--code-token-keyword) → keyword. */
function role(color: string | undefined): string {
  return /--code-(?:token-)?([\w-]+)/.exec(color ?? '')?.[1] ?? ''
}

function dedented(lines: CodeToken[][]): CodeToken[][] {
  const text = (line: CodeToken[]): string => line.map(([content]) => content).join('')
  const full = lines.filter((line) => text(line).trim() !== '')
  const indent = Math.min(...full.map((line) => /^\t*/.exec(text(line))?.[0].length ?? 0))
  const first = lines.findIndex((line) => text(line).trim() !== '')
  const last = lines.findLastIndex((line) => text(line).trim() !== '')
  if (first === -1) return []
  return lines.slice(first, last + 1).map((line) => cut(line, indent))
}

function cut(line: CodeToken[], count: number): CodeToken[] {
  let left = count
  return line.flatMap(([content, className]): CodeToken[] => {
    const taken = Math.min(left, content.length)
    left -= taken
    return taken === content.length ? [] : [[content.slice(taken), className]]
  })
}

/** `## step` and one paragraph each; anything else is refused with file and line. */
export function notesOf(source: string, file: string): Record<string, Inline[]> {
  const found: Record<string, Inline[]> = {}
  let step: string | undefined
  let line = 1
  for (const token of marked.lexer(source) as MarkedToken[]) {
    const here = `${file}:${line}`
    line += token.raw.split('\n').length - 1
    if (token.type === 'space') continue
    if (token.type === 'heading' && token.depth === 2) step = token.text
    else if (token.type === 'paragraph' && step !== undefined) {
      if (found[step]) throw new Error(`${here}: a second paragraph for ${step}; one is what fits beside the code`)
      found[step] = inlinesOf(token.tokens, here)
    } else throw new Error(`${here}: a ${token.type}; write "## step_name" and one paragraph below it`)
  }
  return found
}

function inlinesOf(tokens: Token[], here: string): Inline[] {
  return (tokens as MarkedToken[]).map((token): Inline => {
    if (token.type === 'text' || token.type === 'escape') return { kind: 'text', text: plain(token.text) }
    if (token.type === 'codespan') return { kind: 'code', text: plain(token.text) }
    if (token.type === 'strong') return { kind: 'strong', text: plain(token.text) }
    throw new Error(`${here}: ${token.type} is not for a note; use words, \`code\` and **strong**`)
  })
}

function plain(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" })[name] ?? '')
}
