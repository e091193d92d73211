/** What Tab offers for the word under the cursor, taken from the catalog. Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import { examplesOf } from './commandFlags.ts'
import { runnable } from './known.ts'
import { COMMANDS, flagsOf } from './parseCommand.ts'

export interface Completion {
  /** The line, extended by what all offers have in common. */
  line: string
  /** To be shown if there is more than one. */
  offers: readonly string[]
}

/** Completes the last word of the line. Returns the same line if nothing fits. */
export function complete(line: string, catalog: Catalog): Completion {
  const [, before = '', word = ''] = /^(.*?)(\S*)$/s.exec(line) ?? []
  const words = before.split(/\s+/).filter((one) => one !== '' && one !== 'spawnscope')
  const offers = offersFor(words, word, catalog).filter((offer) => offer.startsWith(word))
  const common = commonStart(offers)
  const only = offers.length === 1
  const whole = only && !/[=@,]$/.test(common)
  return { line: offers.length > 0 ? `${before}${common}${whole ? ' ' : ''}` : line, offers: only ? [] : offers }
}

function offersFor(words: readonly string[], word: string, catalog: Catalog): string[] {
  const [command] = words
  const ids = runnable(catalog).map(({ id }) => id)
  if (command === undefined) return [...COMMANDS]
  if (words.length === 1 && (command === 'run' || command === 'describe')) return ids
  if (words.length === 1 && command === 'help') return [...ids, ...flagsOf(catalog)]
  if (command !== 'run') return []
  const last = words.at(-1) ?? ''
  if (!last.startsWith('--') || last.includes('=')) return flagsOf(catalog)
  return stepwise(
    examplesOf(
      last,
      runnable(catalog).find(({ id }) => id === words[1]),
      catalog,
    ),
    word,
  )
}

/** Offers `PIPE=` first and its values later, because 186 pairs at once help nobody. */
function stepwise(examples: readonly string[], word: string): string[] {
  if (examples.length < 24) return [...examples]
  const comma = word.lastIndexOf(',') + 1
  const listed = comma > 0 ? examples.map((one) => word.slice(0, comma) + one) : examples
  const heads = listed.map((one) => /^.*?[=@]/.exec(one)?.[0] ?? one)
  return heads.includes(/^.*?[=@]/.exec(word)?.[0] ?? '') ? [...listed] : [...new Set(heads)]
}

function commonStart(words: readonly string[]): string {
  let common = words[0] ?? ''
  for (const word of words) while (!word.startsWith(common)) common = common.slice(0, -1)
  return common
}
