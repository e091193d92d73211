/**
 * The lines of a log, read: what strace says about itself is passed over, a line that strace or the traced program broke in two
 * is put together again, and a line that cannot be read is reported by its number. Pure.
 */
import { type Leader, leaderOf } from './leader.ts'
import { LogClock } from './logClock.ts'
import { type LogLine, logLines } from './logLines.ts'
import { unmerged } from './mergedLine.ts'
import { ownOutput } from './ownOutput.ts'
import { type Body, bodyOf, type Unread } from './straceBody.ts'

export interface ReadLine extends Pick<Leader, 'pid' | 'bracket'> {
  number: number
  /** Since the first line. */
  ns: number
  body: Body
}
export interface LineError {
  /** From 1. */
  line: number
  why: Unread
  text: string
}
export interface LogReading {
  lines: ReadLine[]
  errors: LineError[]
  /** Pids that strace attached to before its first line (-p), and those that it met later (-f). */
  attached: { first: Set<number>; later: Set<number> }
  /** Line numbers: the traced program wrote into the middle of a call. */
  mixed: number[]
  /** The log has a summary of -c or -C. */
  summary: boolean
  clock: LogClock
}

const SHOWN = 200
/** Lines between two reports. */
const TELLING = 20_000
/** A call that the program's output tears apart ends within so many lines, or is reported. */
const MOST_TORN = 64
/** What strace prints to a terminal about a process; strace 4 leaves out its own name. */
const CHATTER =
  /^(.*?)(?:strace: )?(?:\[ )?Process (?:PID=)?(\d+) (attached|detached|suspended|resumed|runs in \d+ bit mode)((?: \([^)]*\)| - interrupt to quit| with \d+ threads|\.? \])?)$/
/** A frame of -k, a dump of -e read= and write=, its headings, and what is left of a line that was complete before. */
const BESIDE = /^ (?:<(?:detached|unfinished) \.\.\.>$|> |\| [0-9a-f]{5} |\* \d+ bytes in buffer)/
const SUMMARY = /^(?:% time|System call usage summary| *(?:seconds|usecs\/call|calls|errors|syscall)\b.*\b(?:syscall|calls|seconds)$)/
const SUMMARY_END = /\btotal$/
/** strace could not read which call it was, since the task was gone. With -c the summary may begin in the same line. */
const NAMELESS = /^\?+\(/

/** `tell`: called now and then with the share of the log that is read. */
export function readLog(source: Uint8Array | string, tell?: (share: number) => void): LogReading {
  const reader = new LogReader()
  for (const line of logLines(source)) {
    reader.take(line)
    if (line.number % TELLING === 0) tell?.(line.read)
  }
  return reader.end()
}

interface Torn {
  number: number
  text: string
  /** How many lines it has so far. */
  lines: number
  /** strace itself broke the line. */
  byStrace: boolean
}

class LogReader {
  /** The pids of the lines so far. */
  readonly #pids = new Set<number | undefined>()
  readonly #reading: LogReading = { lines: [], errors: [], attached: { first: new Set(), later: new Set() }, mixed: [], summary: false, clock: new LogClock() }
  #torn: Torn | undefined
  #firstText = ''
  #first: Leader | undefined
  #inSummary = false

  take(line: LogLine): void {
    const { text, number } = line
    if (number === 1) this.#firstText = text
    if (text === '') return
    if (this.#inSummary) {
      this.#inSummary = !SUMMARY_END.test(text)
      return
    }
    const torn = this.#torn
    if (torn && this.#continues(torn, line)) return
    const leader = leaderOf(text)
    const body = this.#foreign(leader) ? 'no-line' : bodyOf(text.slice(leader.end))
    if (typeof body === 'string') this.#odd(line, body)
    else if (!line.whole && !sure(body)) this.#cut(line, leader, body)
    else this.#add(number, leader, body, text)
  }

  /** Every line of a log has a time or none has; with -o, the same is true of the pid. Other lines are of the program itself. */
  #foreign({ clock, pid }: Leader): boolean {
    const first = this.#first
    return first !== undefined && ((first.clock !== undefined && clock === undefined) || (first.pid !== undefined && !first.bracket && pid === undefined))
  }

  end(): LogReading {
    this.#giveUp()
    if (halfPid(this.#reading.lines)) this.#behead()
    return this.#reading
  }

  #add(number: number, leader: Leader, body: Body, text: string): void {
    const own = body.kind === 'call' ? ownOutput(text.slice(leader.end)) : undefined
    if (own !== undefined) this.#reading.mixed.push(number)
    const clean = own === undefined ? body : bodyOf(own)
    this.#push(number, leader, typeof clean === 'string' ? body : clean)
  }

  #push(number: number, leader: Leader, body: Body): void {
    const { lines } = this.#reading
    if (lines.length === 1 && lines[0]?.number === 1 && this.#first && halfLeader(this.#first, leader)) this.#behead()
    if (lines.length === 0) this.#first = leader
    lines.push({ number, pid: leader.pid, bracket: leader.bracket, ns: this.#reading.clock.at(leader, number), body })
    this.#pids.add(leader.pid)
  }

  /** The log begins inside of its first line, whose pid or time may be what is left of a longer one. */
  #behead(): void {
    this.#reading.errors.unshift({ line: 1, why: 'cut', text: this.#firstText.slice(0, SHOWN) })
    this.#reading.lines.shift()
    if (this.#reading.lines.length > 0) return
    this.#reading.clock = new LogClock()
    this.#pids.clear()
  }

  /** A line that is no whole line of strace. */
  #odd(line: LogLine, why: Unread): void {
    const { text, number, whole } = line
    const chatter = CHATTER.exec(text)
    const merged = unmerged(text, (pid) => this.#pids.has(pid))
    if (merged) for (const part of merged) this.take({ ...line, text: part })
    else if (chatter) {
      const [, before = '', pid, what] = chatter
      const { lines, attached } = this.#reading
      if (what === 'attached') (lines.length === 0 && before === '' ? attached.first : attached.later).add(Number(pid))
      // A terminal shows the key with which the reader ended strace.
      const begun = before.replace(/\^C$/, '')
      if (begun !== '') this.#torn = { number, text: begun, lines: 1, byStrace: true }
    } else if (text.startsWith('strace: ') || BESIDE.test(text)) return
    else if (SUMMARY.test(text) || SUMMARY.test(text.slice(leaderOf(text).end).replace(NAMELESS, ''))) this.#reading.summary = this.#inSummary = true
    else if (!whole) this.#error(number, 'cut', text)
    else if (why === 'no-line' && this.#resumes(line)) return
    else if (why === 'no-result') this.#torn = { number, text, lines: 1, byStrace: false }
    else this.#error(number, why, text)
  }

  /** With -z, strace 6 may write the rest of an unfinished call into the line after it, without a word of it. */
  #resumes({ text, number }: LogLine): boolean {
    const before = this.#reading.lines.at(-1)
    if (before?.body.kind !== 'open' || before.number !== number - 1) return false
    const body = bodyOf(`<... ${before.body.call} resumed>${text}`)
    if (typeof body === 'string') return false
    this.#reading.lines.push({ ...before, number, body })
    return true
  }

  /** Whether the line belongs to the torn one. */
  #continues(torn: Torn, line: LogLine): boolean {
    const leader = leaderOf(line.text)
    const alone = bodyOf(line.text.slice(leader.end))
    if (typeof alone !== 'string' || torn.lines >= MOST_TORN) {
      this.#giveUp()
      return false
    }
    const chatter = CHATTER.exec(line.text)
    if (chatter && chatter[1] === '') {
      if (chatter[3] === 'attached') this.#reading.attached.later.add(Number(chatter[2]))
      return true
    }
    torn.text = torn.byStrace ? torn.text + line.text : `${torn.text}\n${line.text}`
    torn.lines += 1
    const whole = leaderOf(torn.text)
    const text = torn.text.slice(whole.end)
    const own = torn.byStrace ? undefined : ownOutput(text)
    const body = bodyOf(own ?? text.replaceAll('\n', ' '))
    if (typeof body === 'string') return true
    this.#torn = undefined
    if (!torn.byStrace) {
      // Only of the call that wrote the output is it known where the output ends.
      if (own === undefined) {
        this.#error(torn.number, 'torn', torn.text)
        return true
      }
      this.#reading.mixed.push(torn.number)
    }
    if (!line.whole && !sure(body)) this.#cut(line, whole, body)
    else this.#push(torn.number, whole, body)
    return true
  }

  #giveUp(): void {
    if (this.#torn) this.#error(this.#torn.number, 'no-result', this.#torn.text)
    this.#torn = undefined
  }

  /** The log ends inside of this line: its result may have lost digits, so it has none. */
  #cut({ number, text }: LogLine, leader: Leader, body: Body): void {
    if (body.kind === 'call') this.#add(number, leader, { kind: 'open', call: body.call, args: body.args, head: body.args.join(', '), why: 'unfinished' }, text)
    this.#error(number, 'cut', text)
  }

  #error(line: number, why: Unread, text: string): void {
    this.#reading.errors.push({ line, why, text: text.slice(0, SHOWN) })
  }
}

/** Lines that end in a mark of strace cannot have lost anything. */
function sure({ kind }: Body): boolean {
  return kind !== 'call' && kind !== 'resumed'
}

/** More seconds do not lie between two lines: the number has lost digits. */
const CENTURIES = 1e8

/** Whether the first line's leader is what is left of one like the second's. */
function halfLeader(first: Leader, second: Leader): boolean {
  if (first.clock !== second.clock || (first.pid === undefined && second.pid !== undefined && !second.bracket)) return true
  return Math.abs((second.reading?.seconds ?? 0) - (first.reading?.seconds ?? 0)) > CENTURIES
}

/** Whether the first line's pid is on no other line, and is the end of a pid that is. */
function halfPid(lines: readonly ReadLine[]): boolean {
  const [first] = lines
  if (first?.number !== 1 || first.pid === undefined || first.bracket) return false
  const pids = new Set<number | undefined>()
  for (const line of lines) if (line !== first) pids.add(line.pid)
  return !pids.has(first.pid) && [...pids].some((pid) => String(pid).endsWith(String(first.pid)))
}
