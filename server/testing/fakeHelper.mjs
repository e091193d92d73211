/**
 * Stands where the helper stands, to provoke its faults. Each of its "strategies" is one fault.
 * The real helper is what every other test runs.
 */
import { writeSync } from 'node:fs'

const EVENTS = 3
const line = (seq, rest) => `${JSON.stringify({ seq, ns: seq, phase: null, step: null, task: 0, ...rest })}\n`
const HELLO = line(0, {
  kind: 'hello',
  version: 1,
  helper: 'fake',
  strategy: 'fake',
  edition: 'today',
  argv: process.argv.slice(2),
  kernel: '0',
  libc: 'none',
  arch: 'x86_64',
  uid: 1000,
  sandbox: 'none',
  pinned: false,
})
const note = (seq, text = 'hello') => line(seq, { kind: 'note', code: 'fake', text })
const END = line(9, { kind: 'end', outcome: 'spawned', why: 'fake', stops: 0 })
const say = (text) => writeSync(EVENTS, text)
const forever = () => setInterval(() => {}, 1000)

const FAULTS = {
  /** No fault. */
  behaves: () => say(HELLO + note(1) + END),
  /** Goes without a word of farewell. */
  dies: () => {
    say(HELLO)
    process.kill(process.pid, 'SIGKILL')
  },
  complains: () => {
    console.error('out of cheese')
    process.exit(70)
  },
  refuses: () => {
    console.error('spawnscope: live_unavailable: ptrace is refused')
    process.exit(3)
  },
  /** Writes what is not on the wire, between lines that are. */
  babbles: () =>
    say(
      `${HELLO}this is no JSON\n{"kind":"surprise"}\n${note(1).replace('"code"', '"__proto__":{"polluted":1},"code"')}\u0000\uffff\n${'x'.repeat(70_000)}\n${note(2)}${END}`,
    ),
  /** Stops in the middle of a line. */
  breaks_off: () => say(HELLO + note(1).slice(0, 20)),
  talks_on: () => say(HELLO + END + note(10)),
  /** Never stops writing. */
  floods: () => {
    for (let seq = 1; ; seq += 1) say(note(seq, 'x'.repeat(1000)))
  },
  /** One line that never ends. */
  one_line: () => {
    for (;;) say('x'.repeat(60_000))
  },
  hangs: forever,
  /** Hangs, and does not mind SIGTERM. */
  clings: () => {
    process.on('SIGTERM', () => {})
    say(HELLO)
    forever()
  },
  chatters: () => {
    for (let n = 0; n < 1000; n += 1) console.error('x'.repeat(1000))
    say(HELLO + END)
  },
}

function setting(kind, key, rest) {
  return { kind, key, flag: `--${key}`, sentence: key, ...rest }
}

const ANSWERS = {
  describe: {
    version: 1,
    helper: 'fake',
    arch: 'x86_64',
    phases: ['decide', 'prepare', 'create', 'child-setup', 'exec', 'resume', 'reap'],
    hazards: [],
    strategies: Object.keys(FAULTS).map((id) => ({
      id,
      title: id,
      runtime: false,
      editions: [{ name: '1', aliases: ['today'], versions: 'all', mechanism: 'none', sentence: '' }],
      mechanisms: [],
      conditions: [],
      settings: [],
    })),
    settings: [setting('integer', 'timeout', { min: 10, max: 60_000, unit: 'ms', fallback: 5000 })],
    targets: [{ name: 'ok', sentence: '' }],
    signals: [
      { name: 'PIPE', number: 13, fixed: false },
      { name: 'KILL', number: 9, fixed: true },
    ],
    decoded: [],
    bench: { memory: [], threads: [], pages: [], settings: [] },
  },
  check: { version: 1, live: true, uid: 1000, items: [{ name: 'ptrace', works: true, needed: true, found: 'fake', cure: null }] },
}

const [command, strategy] = process.argv.slice(2)
if (command === 'run') FAULTS[strategy]()
else console.log(JSON.stringify(ANSWERS[command]))
