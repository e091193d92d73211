/** The words after `npm start --`. They are flags because they speak of this start and not of the machine. Pure. */
import { parseArgs } from 'node:util'

export interface StartOptions {
  /** The operator vouches for a container around the server; null: not said. The environment checks the word. */
  outerSandbox: string | null
  /** A class on the same network is to reach this server. */
  classroom: boolean
  /** By which address or name it is to do so; null: the server chooses. */
  address: string | null
}

const OPTIONS = {
  'outer-sandbox': { type: 'string', says: '--outer-sandbox=container' },
  classroom: { type: 'boolean', says: '--classroom' },
  address: { type: 'string', says: '--address IP' },
} as const

const THERE_ARE = `there are ${Object.values(OPTIONS)
  .map(({ says }) => says)
  .join(', ')}; the rest is in the environment (README.md)`

/** Throws an Error that says what was wrong and which options there are. */
export function startOptions(argv: readonly string[]): StartOptions {
  const { tokens } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, tokens: true })
  const given = new Map<string, string | true>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') throw new Error(`${JSON.stringify(token.value)} is no option; ${THERE_ARE}`)
    const { name, rawName, value } = token
    if (!isOption(name)) throw new Error(`no option ${JSON.stringify(rawName)}; ${THERE_ARE}`)
    const { type, says } = OPTIONS[name]
    if (given.has(name)) throw new Error(`${rawName} is given twice. Cure: give it once`)
    if (type === 'boolean' && value !== undefined) throw new Error(`${rawName} takes no value. Cure: write ${says}`)
    // The word after an option may be the next option.
    if (type === 'string' && !/^[^-]/.test(value ?? '')) throw new Error(`${rawName} wants a value. Cure: write ${says}`)
    given.set(name, value ?? true)
  }
  if (given.has('address') && !given.has('classroom')) throw new Error('--address goes with --classroom. Cure: npm start -- --classroom --address IP')
  const word = (name: string): string | null => (given.get(name) as string | undefined) ?? null
  return { outerSandbox: word('outer-sandbox'), classroom: given.has('classroom'), address: word('address') }
}

function isOption(name: string): name is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, name)
}
