/** The words after `spawnscope`, or `npm start --`, that say how to serve. They speak of this start and not of the machine. Pure. */
import { parseArgs } from 'node:util'
import { nearest } from '../protocol/nearest.ts'

export interface StartOptions {
  /** Where to listen; null: as PORT says. The environment checks it. */
  port: string | null
  /** The folder of recordings and classes; null: as SPAWNSCOPE_DATA says. */
  data: string | null
  /** A browser is to show the page. */
  open: boolean
  /** The operator vouches for a container around the server; null: not said. The environment checks the word. */
  outerSandbox: string | null
  /** A class on the same network is to reach this server. */
  classroom: boolean
  /** By which address or name it is to do so; null: the server chooses. */
  address: string | null
}

/** `means`: what `spawnscope --help` prints beside it. */
export const START_OPTIONS = {
  classroom: { type: 'boolean', says: '--classroom', means: 'lets a class on the same network in; prints the address and a QR code' },
  address: { type: 'string', says: '--address IP', means: 'by which address, if this machine has several' },
  open: { type: 'boolean', says: '--open', means: 'opens the page in a browser' },
  port: { type: 'string', says: '--port N', means: 'where to listen (4000)' },
  data: { type: 'string', says: '--data DIR', means: 'where recordings and classes are stored' },
  'outer-sandbox': { type: 'string', says: '--outer-sandbox=container', means: 'the container around the server is the sandbox: docs/operating' },
} as const

const THERE_ARE = `there are ${Object.values(START_OPTIONS)
  .map(({ says }) => says)
  .join(', ')}; the rest is in the environment (docs/operating/README.md)`

/** Throws an Error that says what was wrong and which options there are. */
export function startOptions(argv: readonly string[]): StartOptions {
  const { tokens } = parseArgs({ args: [...argv], options: START_OPTIONS, strict: false, tokens: true })
  const given = new Map<string, string | true>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') throw new Error(`${JSON.stringify(token.value)} is no option; ${THERE_ARE}`)
    const { name, rawName, value } = token
    if (!isOption(name)) throw new Error(`no option ${JSON.stringify(rawName)}; ${meantBy(name)}${THERE_ARE}`)
    const { type, says } = START_OPTIONS[name]
    if (given.has(name)) throw new Error(`${rawName} is given twice. Cure: give it once`)
    if (type === 'boolean' && value !== undefined) throw new Error(`${rawName} takes no value. Cure: write ${says}`)
    // The word after an option may be the next option.
    if (type === 'string' && !/^[^-]/.test(value ?? '')) throw new Error(`${rawName} wants a value. Cure: write ${says}`)
    given.set(name, value ?? true)
  }
  if (given.has('address') && !given.has('classroom')) throw new Error('--address goes with --classroom. Cure: write --classroom --address IP')
  const word = (name: string): string | null => (given.get(name) as string | undefined) ?? null
  return {
    ...{ port: word('port'), data: word('data'), open: given.has('open') },
    ...{ outerSandbox: word('outer-sandbox'), classroom: given.has('classroom'), address: word('address') },
  }
}

/** Nothing, if no option is like it. */
function meantBy(name: string): string {
  const names = Object.keys(START_OPTIONS)
  const near = nearest(name, names)
  return near.length < names.length ? `did you mean --${near[0]}? Otherwise ` : ''
}

function isOption(name: string): name is keyof typeof START_OPTIONS {
  return Object.hasOwn(START_OPTIONS, name)
}
