/** The words after `spawnscope show`. Pure. */
import { parseArgs } from 'node:util'

export interface ShowArguments {
  what: { is: 'program'; argv: readonly string[] } | { is: 'file'; file: string }
  /** The port of the server to use, or to start; null: PORT, or 4000. */
  port: number | null
  /** Opens a browser. */
  open: boolean
  /** Where the trace is kept as well. */
  output: string | null
  maxEvents: number
}

/** The page and the server take a trace of so many events; more is of no use to a reader. */
const MAX_EVENTS = 200_000

export const SHOW_HELP = `spawnscope show [options] -- PROG [ARG ...]   trace a program, and open its trace in the page
spawnscope show [options] FILE               open a recording of spawnscope, or a log of strace

It starts the server if none runs, and prints the link. The server keeps the recording.

Options:
  --port N         the port of the server; default: PORT, or 4000
  --open           open the link in a browser too
  --output FILE    keep the recording in this file too
  --max-events N   trace so many events at most, then let the program run on; default: ${MAX_EVENTS}
`

/** Null: the help is asked for. Throws an Error that names the cure. */
export function showArguments(words: readonly string[]): ShowArguments | null {
  const end = words.indexOf('--')
  const before = end < 0 ? words : words.slice(0, end)
  const argv = end < 0 ? [] : words.slice(end + 1)
  const { values, positionals } = parse(before)
  if (values.help) return null
  if (end >= 0 && argv.length === 0) throw new Error('no program stands after --. Cure: spawnscope show -- PROG [ARG ...]')
  if (end >= 0 && positionals.length > 0) throw new Error(`${quoted(positionals[0])} stands before --. Cure: spawnscope show -- ${positionals.join(' ')} ...`)
  const [file, more] = positionals
  if (end < 0 && file === undefined) throw new Error('nothing to show. Cure: spawnscope show -- PROG [ARG ...], or spawnscope show FILE')
  if (more !== undefined)
    throw new Error(`one file at a time, and ${quoted(more)} is a second. To trace a program: spawnscope show -- ${positionals.join(' ')}`)
  return {
    what: file === undefined ? { is: 'program', argv } : { is: 'file', file },
    port: numberIn('--port', values.port, 1, 65_535),
    open: values.open === true,
    output: values.output ?? null,
    maxEvents: numberIn('--max-events', values['max-events'], 1, 1_000_000) ?? MAX_EVENTS,
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        open: { type: 'boolean' },
        output: { type: 'string', short: 'o' },
        'max-events': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message.split('. ')[0] : error}. Cure: see spawnscope show --help`)
  }
}

function numberIn(name: string, word: string | undefined, least: number, most: number): number | null {
  if (word === undefined) return null
  const number = Number(word)
  if (/^\d+$/.test(word) && number >= least && number <= most) return number
  throw new Error(`${name} is ${quoted(word)}. Cure: a whole number from ${least} to ${most}`)
}

const quoted = (word: string | undefined): string => JSON.stringify(word ?? '')
