/**
 * Replaces the helper, to provoke faults. Each of its "strategies" is one fault.
 * Every other test runs the real helper.
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
  /** Dies without an `end`. */
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
  /** Writes lines that are not of the wire format, between lines that are. */
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
  long_line: () => say(`${HELLO}${note(1, 'x'.repeat(66_000))}${note(2)}${END}`),
  swarms: () => {
    say(HELLO)
    for (let from = 1; from < 100_100; from += 100) say(Array.from({ length: 100 }, (_, at) => note(from + at, '')).join(''))
  },
  /** Bytes that are no text: invalid UTF-8, NUL, an escape, half a surrogate pair, C1 controls. */
  spits_bytes: () => {
    say(HELLO)
    for (const bytes of [[0xff, 0xfe], [0x00], [0x1b, 0x5b, 0x36, 0x6e], [0xed, 0xa0, 0x80], [0xc2, 0x9b], [0x80]]) {
      const [before, after] = note(1, '#').split('#')
      say(Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]))
    }
    say(note(2).replace('hello', '\\ud800') + END)
  },
  pollutes: () => {
    const line = note(1).trim().slice(1)
    say(`${HELLO}{"__proto__":{"polluted":1},${line}\n{"constructor":{"prototype":{"polluted":1}},${line}\n${END}`)
  },
  lies: () => {
    const exit = (rest) => line(3, { kind: 'exit', task: 2, pid: 4711, status: 0, signal: null, core: false, ...rest })
    say(
      HELLO +
        line(1, { kind: 'surprise' }) +
        line(2, { kind: 'note', code: 'fake', text: 'later', ns: 1 }) +
        exit({ pid: -4711 }) +
        exit({ task: 1.5 }) +
        exit({ ns: -1 }) +
        END,
    )
  },
  ends_twice: () => say(HELLO + END + END),
  hangs: forever,
  /** A line every 5 ms for 1.5 s, each with the time of its writing: CLOCK_MONOTONIC in ns. */
  ticks: () => {
    say(HELLO)
    let seq = 1
    const tick = setInterval(() => {
      if (seq <= 300) return say(note(seq++, String(process.hrtime.bigint())))
      clearInterval(tick)
      say(END)
    }, 5)
  },
  /** 3,000 lines at once, some 9 MB. */
  long: () => {
    say(HELLO)
    for (let seq = 1; seq <= 3000; seq += 1) say(note(seq, 'x'.repeat(3000)))
    say(END)
  },
  /** Hangs, and ignores SIGTERM. */
  clings: () => {
    process.on('SIGTERM', () => {})
    say(HELLO)
    forever()
  },
  chatters: () => {
    const mega = Buffer.alloc(1024 * 1024, 'x')
    for (let n = 0; n < 100; n += 1) writeSync(2, mega)
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
