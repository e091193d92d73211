/**
 * Build time only: highlights our C files and cuts them into steps (`?listing`). The browser gets tokens, no grammar and
 * no engine.
 */
import { createCssVariablesTheme, createHighlighter } from 'shiki'
import type { Plugin } from 'vite'
import type { CodeToken, Listing, ListingStep } from '../../client/content/types.ts'
import { PHASES } from '../../protocol/phases.ts'
import { derived } from './derived.ts'

/** Colours are our CSS variables, so the themes control light, dark and projector contrast. */
const roles = createCssVariablesTheme({ name: 'roles', variablePrefix: '--code-' })
const highlighter = createHighlighter({ langs: ['c'], themes: [roles] })

/** `x.c?listing` → Listing. */
export const listings = (): Plugin => derived('listing', listingOf)

const MARK = /^\s*AT(?:_LIBRARY|_OWN_PROGRAM)?\((?:(\w+), )?(\w+)\);/

/** Cuts a strategy at its marks. A step reaches from one mark to the next, or to the end of the function. */
export async function listingOf(source: string, file: string): Promise<Listing> {
  const lines = source.split('\n')
  const steps: ListingStep[] = []
  const tokens = (await highlighter).codeToTokensBase(source, { lang: 'c', theme: roles })
  let open: { step: ListingStep; from: number } | undefined

  const close = (to: number): void => {
    if (!open) return
    const coloured = tokens.slice(open.from, to).map((line) => line.map(({ content, color }): CodeToken => [content, role(color)]))
    open.step.lines = dedented(coloured).map(joined)
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
      if (steps.some((other) => other.step === step)) throw new Error(`${file}:${at + 1}: the step ${step} occurs twice; give each a name of its own`)
      open = { step: { phase: known, step, library: mark[1] === undefined, line: at + 2, lines: [] }, from: at + 1 }
    } else if (line.startsWith('}')) {
      close(at)
    }
  })
  return { steps }
}

/** Those that have a colour (styles/ui.css). */
const ROLES = new Map([
  ...['keyword', 'function', 'constant', 'string', 'comment'].map((name): [string, string] => [name, name]),
  ['string-expression', 'string'],
])

/** The theme's variable is the role: var(--code-token-keyword) → keyword. Empty where the text has no colour of its own. */
function role(color: string | undefined): string {
  return ROLES.get(/--code-(?:token-)?([\w-]+)/.exec(color ?? '')?.[1] ?? '') ?? ''
}

/** What looks alike is one token: an element less to draw, and to fetch. A blank has no colour, so it joins what stands before it. */
function joined(line: readonly CodeToken[]): CodeToken[] {
  const tokens: CodeToken[] = []
  for (const [text, name] of line) {
    const before = tokens.at(-1)
    if (before && (before[1] === name || text.trim() === '')) before[0] += text
    else tokens.push([text, name])
  }
  return tokens
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
