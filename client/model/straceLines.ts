/** Events → strace-style lines for a terminal, one event at a time. Pure: takes the state and returns the next one. */
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { isThread, memoryShared } from './moment.ts'
import { NumberMap } from './numberMap.ts'
import { endOfTask, replacedBy } from './taskEnd.ts'
import { counterLetter, letterOf } from './taskLetter.ts'
import { keyNote, type TerminalKey } from './terminalKeys.ts'

export interface LineState {
  /** The task with an unfinished line. */
  open: number | null
  /** Visible characters on that line. */
  column: number
  /** Arguments already printed, by task. */
  printed: NumberMap<number>
  /** Tasks that are threads of the parent. */
  threads: NumberMap<true>
}
/**
 * The terminal's lines in the reader's language; each begins with ###. All other lines stay as strace prints them. The text
 * exports have no ### lines.
 */
export interface LineWords {
  writes: (fd: number, text: string) => string
  held: (held: string, state: string, wchan: string | null, steps: number) => string
  sent: (signal: string, moment: string) => string
  pending: (signal: string) => string
  sleeps: (state: string, wchan: string | null) => string
  wakes: (by: EventOf<'resume'>['ended_by']) => string
  threads: (all: readonly { thread: string; state: string; steps: number }[]) => string
  startsThread: string
  /** What is done at the terminal; a person does it, no task. */
  pressed: Record<TerminalKey, string>
  continued: string
  created: (memory: boolean | null, stack: EventOf<'create'>['stack']) => string
}
export const NO_LINES: LineState = { open: null, column: 0, printed: new NumberMap(), threads: new NumberMap() }

const NUMBER_WIDTH = 4
const RESULT_COLUMN = 48
const ESC = '\u001b['
const paint = (color: string, text: string): string => `${ESC}${color}m${text}${ESC}0m`
/** A colour for each task, to distinguish parent and child. The letter says the same without colour. */
const HOST = '34'
const CHILD = '33'
const THREAD = '35'
const CALL = '36'
const ERROR = '31'
const SIGNAL = '35'
const DIM = '90'

/** What this event adds to the terminal. Lines end in \r\n, because no tty translates \n here. */
export function addLine(state: LineState, event: TraceEvent, words: LineWords): [LineState, string] {
  switch (event.kind) {
    case 'enter': {
      const [start, text] = begin(state, event)
      const head = `${event.call}(${event.args.join(', ')}`
      const shown = `${paint(CALL, event.call)}(${event.args.join(', ')}`
      const printed = state.printed.with(event.task, event.args.length)
      if (event.call === 'exit_group' || event.call === 'exit')
        return [{ ...state, open: null, column: 0, printed }, `${text}${shown})${pad(start + head.length + 1)}= ?\r\n`]
      return [{ ...state, open: event.task, column: start + head.length, printed }, text + shown]
    }
    case 'leave': {
      const known = state.printed.get(event.task) ?? 0
      const printed = state.printed.without(event.task)
      const rest = event.args.slice(known)
      const tail = `${rest.length > 0 && known > 0 ? ', ' : ''}${rest.join(', ')})`
      const result = event.error === null ? event.result : paint(ERROR, event.result)
      if (state.open === event.task) return [{ ...state, open: null, column: 0, printed }, `${tail}${pad(state.column + tail.length)}= ${result}\r\n`]
      const [start, text] = begin(state, event)
      const head = `<... ${event.call} resumed>`
      return [{ ...state, open: null, column: 0, printed }, `${text}${paint(DIM, head)}${tail}${pad(start + head.length + tail.length)}= ${result}\r\n`]
    }
    case 'output':
      return own(state, event, words.writes(event.fd, event.text))
    case 'sample':
      return own(state, event, words.held(letterOf(event.held), event.state, event.wchan, event.progress))
    case 'signal':
      if (event.how === 'generated') return own(state, event, words.sent(event.signal, event.info), SIGNAL)
      if (event.how === 'pending') return own(state, event, words.pending(event.signal), SIGNAL)
      return whole(state, event, paint(SIGNAL, event.how === 'stopped' ? `--- stopped by ${event.signal} ---` : `--- ${event.signal} ${event.info} ---`))
    case 'exit':
      return whole(without(state, event.task), event, paint(SIGNAL, endOfTask(event)), state)
    case 'exec': {
      const end = replacedBy(event)
      return end === undefined ? [state, ''] : whole(state, event, paint(SIGNAL, end))
    }
    case 'suspend':
      return own(state, event, words.sleeps(event.state, event.wchan))
    case 'resume':
      return own(state, event, words.wakes(event.ended_by))
    case 'threads':
      return own(state, event, words.threads(event.threads.map(({ state: word, steps }, n) => ({ thread: counterLetter(n), state: word, steps }))))
    case 'create': {
      const thread = isThread(event)
      return own(
        thread ? { ...state, threads: state.threads.with(event.child, true) } : state,
        { seq: event.seq, task: event.child, pid: event.child_pid },
        thread ? words.startsThread : words.created(memoryShared(event), event.stack),
      )
    }
    case 'note': {
      const note = keyNote(event)
      if (note === null || note.is === 'not-pressed') return [state, '']
      return own(state, { seq: event.seq, task: null, pid: null }, note.is === 'pressed' ? words.pressed[note.key] : words.continued, SIGNAL)
    }
    case 'hello':
    case 'decide':
    case 'passport':
    case 'usage':
    case 'descriptors':
    case 'session':
    case 'memory':
    case 'finding':
    case 'end':
      return [state, '']
  }
}

/** Who the line is about; both null: nobody in the run. */
interface Author {
  seq: number
  task: number | null
  pid: number | null
}

/** A row begins with the number of its event, so that seqOfRow can find it: "  12 P 4711  ". */
function begin(state: LineState, { seq, task, pid }: Author): [number, string] {
  const unfinished = state.open === null ? '' : `${paint(DIM, ' <unfinished ...>')}\r\n`
  const number = String(seq).padStart(NUMBER_WIDTH)
  const thread = task !== null && (state.threads.get(task) ?? false)
  const who = `${task === null ? ' ' : letterOf(task, thread)} ${String(pid ?? '').padEnd(5)} `
  return [number.length + 1 + who.length, `${unfinished}${paint(DIM, number)} ${paint(task === 1 ? HOST : thread ? THREAD : CHILD, who)}`]
}

/** Forgets a task that has ended, so that a run of many tasks has a small state. */
function without(state: LineState, task: number): LineState {
  return { ...state, printed: state.printed.without(task), threads: state.threads.without(task) }
}

/** `before`: the state in which the line is written, if it is another one than is left. */
function whole(state: LineState, author: Author, text: string, before = state): [LineState, string] {
  const [, leader] = begin(before, author)
  return [{ ...state, open: null, column: 0 }, `${leader}${text}\r\n`]
}

/** A line that the page adds; strace would not print it. */
function own(state: LineState, author: Author, text: string, color = DIM): [LineState, string] {
  return whole(state, author, paint(color, `### ${text}`))
}

/** The number of the event that a row begins with; undefined for a row without one. */
export function seqOfRow(row: string): number | undefined {
  const [, number] = /^ *(\d+) [PCT]\d* \d/.exec(row) ?? []
  return number === undefined ? undefined : Number(number)
}

function pad(column: number): string {
  return ' '.repeat(Math.max(1, RESULT_COLUMN - column))
}
