/**
 * One file of content/languages: a line `address: "text"` for each text of the English file, and no other. Refuses missing
 * lines, left-over lines and lines with other code or links, with file, line and cure. Pure.
 */
import type { Prose } from '../../client/content/prose.ts'
import { type Grammar, yamlOf } from './grammar.ts'
import { proseOf } from './prose.ts'
import type { Text } from './texts.ts'

/** `text`: undefined if there is no such file. */
export interface Translation {
  language: string
  file: string
  text: string | undefined
}

const CURE = 'write a line address: "text" for each text, and each address once'

/** Prose by address. Adds faults to `faults`. `english`: the prose of each address. `source`: the file of the English texts. */
export function translated(
  { file, text }: Translation,
  texts: readonly Text[],
  english: ReadonlyMap<string, Prose[]>,
  source: string,
  faults: string[],
): Map<string, Prose[]> {
  const prose = new Map<string, Prose[]>()
  const grammar = read(file, text, faults)
  if (!grammar) return prose
  if (Array.isArray(grammar.value) || typeof (grammar.value ?? {}) !== 'object') {
    faults.push(`${file}:1: this is no list of texts; ${CURE}`)
    return prose
  }
  const own = (grammar.value ?? {}) as Record<string, unknown>
  let line = 0
  for (const { address, english: words } of texts) {
    const given = own[address]
    if (given === undefined) {
      faults.push(`${file}:${line + 1}: no translation of ${address}; add the line ${address}: ${JSON.stringify(words)}, translated${placeHint(address)}`)
      continue
    }
    line = grammar.lineAt([address])
    const fault = grammar.textFault([address])
    const { made = [], fault: unread } = fault === undefined ? attempt(() => proseOf(String(given))) : { fault }
    const wrong = unread ?? differences(english.get(address) ?? [], made)
    if (wrong !== undefined) faults.push(`${file}:${line}: ${address}: ${wrong}`)
    prose.set(address, made)
  }
  const known = new Set(texts.map(({ address }) => address))
  for (const address of Object.keys(own))
    if (!known.has(address))
      faults.push(`${file}:${grammar.lineAt([address])}: ${address} translates nothing in ${source}; take the line out, or correct its address`)
  return prose
}

function read(file: string, text: string | undefined, faults: string[]): Grammar | undefined {
  const { fault, made } = attempt(() => yamlOf(text ?? '', file, CURE))
  if (fault !== undefined) faults.push(fault)
  return made
}

/** After somebody inserted an English text, the later translations stand one position too early. */
function placeHint(address: string): string {
  return /\.\d+(\.|$)/.test(address) ? '; if a text was put in before it, number the lines after it anew' : ''
}

/** Returns the result, or the message of the error. */
export function attempt<T>(make: () => T): { made?: T; fault?: string } {
  try {
    return { made: make() }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

/** Code and links are the same in every language. */
function differences(english: readonly Prose[], own: readonly Prose[]): string | undefined {
  const links = (prose: readonly Prose[]): string => listed(prose.flatMap((part) => ('to' in part ? [`${part.kind}:${part.to}`] : [])))
  const code = (prose: readonly Prose[]): string => listed(prose.flatMap((part) => (part.kind === 'code' ? [`\`${part.text}\``] : [])))
  if (links(own) !== links(english)) return `it has ${links(own)} where the English has ${links(english)}; give it the same links`
  if (code(own) !== code(english)) return `it has ${code(own)} where the English has ${code(english)}; leave code as it is`
  return undefined
}

function listed(words: readonly string[]): string {
  return words.toSorted().join(', ') || 'none'
}
