/**
 * Parses a command line in the helper's grammar into settings: the inverse of commandOf.
 * Checks every name against the catalog. An error names the word at fault and the words that fit there. Pure.
 */
import type { Catalog, Strategy } from '../../protocol/catalog.ts'
import { nearest } from '../../protocol/nearest.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { type CommandFault, Refused } from './commandFault.ts'
import { takeFlag } from './commandFlags.ts'
import { runnable } from './known.ts'

export type Command =
  | { kind: 'nothing' }
  | { kind: 'run'; settings: RunSettings }
  /** Help on everything, or on one strategy or flag. */
  | { kind: 'help'; topic: string }
  | { kind: 'describe'; strategy: Strategy | null }
  | { kind: 'check' }
  | { kind: 'clear' }
  | { kind: 'history' }

export type CommandVerdict = { ok: true; command: Command } | { ok: false; fault: CommandFault }

export const COMMANDS = ['run', 'describe', 'help', 'check', 'history', 'clear'] as const
/** These commands read files or start programs, so they work in a shell, not on a page. */
const SHELL_ONLY = ['trace', 'bench', 'complete', 'version']
/** These flags choose the form and target of the output, which the page fixes. */
const OUTPUT_FLAGS = ['--format', '--output', '--color']

export function parseCommand(line: string, catalog: Catalog): CommandVerdict {
  try {
    return { ok: true, command: commandIn(wordsOf(line), catalog) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.fault }
    throw error
  }
}

function commandIn(given: readonly string[], catalog: Catalog): Command {
  const words = /^(.*\/)?spawnscope$/.test(given[0] ?? '') ? given.slice(1) : given
  const [name, ...rest] = words
  switch (name) {
    case undefined:
      return given.length === 0 ? { kind: 'nothing' } : { kind: 'help', topic: '' }
    case 'run':
      return { kind: 'run', settings: runIn(rest, catalog) }
    case 'help':
    case '--help':
    case '-h':
      return { kind: 'help', topic: rest[0] ?? '' }
    case 'describe':
      return { kind: 'describe', strategy: rest[0] === undefined ? null : strategyOf(rest[0], catalog) }
    case 'check':
    case 'clear':
    case 'history':
      return { kind: name }
    default:
      if (SHELL_ONLY.includes(name)) throw new Refused('not_here', name, COMMANDS)
      // The meaning of a strategy's name alone is clear, but the shell would refuse it.
      if (runnable(catalog).some(({ id }) => id === name)) throw new Refused('unknown_command', name, [`run ${name}`])
      throw new Refused('unknown_command', name, nearest(name, COMMANDS))
  }
}

function strategyOf(id: string, catalog: Catalog): Strategy {
  const all = runnable(catalog)
  const found = all.find((one) => one.id === id)
  if (!found)
    throw new Refused(
      'unknown_strategy',
      id,
      nearest(
        id,
        all.map((one) => one.id),
      ),
    )
  return found
}

function runIn([id = '', ...words]: readonly string[], catalog: Catalog): RunSettings {
  const strategy = strategyOf(id, catalog)
  const settings: RunSettings = { strategy: strategy.id }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const equals = word.startsWith('--') ? word.indexOf('=') : -1
    const flag = equals === -1 ? word : word.slice(0, equals)
    if (OUTPUT_FLAGS.includes(flag)) throw new Refused('not_here', flag, flagsOf(catalog))
    if (!flagsOf(catalog).includes(flag)) throw new Refused('unknown_flag', word, nearest(flag, flagsOf(catalog)))
    if (equals === -1) at += 1
    const value = equals === -1 ? words[at] : word.slice(equals + 1)
    takeFlag(settings, flag, value, strategy, catalog)
  }
  return settings
}

/** The flags that `run` accepts. */
export function flagsOf(catalog: Catalog): string[] {
  return [...catalog.settings.map(({ flag }) => flag), '--edition', '--set']
}

/** Splits words as a shell does. Only quotes and backslashes are special. */
export function wordsOf(line: string): string[] {
  const words: string[] = []
  let word: string | null = null
  let quote = ''
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? ''
    if (quote) {
      if (letter === quote) quote = ''
      else word = (word ?? '') + letter
    } else if (letter === '"' || letter === "'") {
      quote = letter
      word ??= ''
    } else if (/\s/.test(letter)) {
      if (word !== null) words.push(word)
      word = null
    } else {
      if (letter === '\\') at += 1
      word = (word ?? '') + (letter === '\\' ? (line[at] ?? '') : letter)
    }
  }
  if (quote) throw new Refused('open_quote', line.slice(line.lastIndexOf(quote)), [quote])
  if (word !== null) words.push(word)
  return words
}
