/** Writes a log into a terminal, piece by piece, so that the page stays responsive however long the log is. */
import type { Terminal } from '@xterm/xterm'
import { addLine, type LineWords, NO_LINES } from '../../model/straceLines.ts'
import type { RunLog } from '../../store/runLog.ts'

/** Size of one write. xterm accepts far more at once, but that would be one long task. */
const WRITE_CHARS = 16 * 1024

export class LineWriter {
  readonly #terminal: Terminal
  readonly #log: RunLog
  readonly #words: LineWords
  readonly #unsubscribe: () => void
  readonly #onOver: (() => void) | undefined
  #lines = NO_LINES
  #taken = 0
  #busy = false
  #stopped = false

  /** `onOver`: the run is over and its last line is written. */
  constructor(terminal: Terminal, log: RunLog, words: LineWords, onOver?: () => void) {
    this.#terminal = terminal
    this.#log = log
    this.#words = words
    this.#onOver = onOver
    this.#unsubscribe = log.subscribe(() => this.#write())
    // Deferred: a run refused at once would call `onOver` before its maker has this writer.
    queueMicrotask(() => this.#write())
  }

  stop(): void {
    this.#stopped = true
    this.#unsubscribe()
  }

  /** The next piece follows when the terminal has processed this one. */
  #write(): void {
    if (this.#busy || this.#stopped) return
    const { events, status } = this.#log
    let text = ''
    for (; this.#taken < events.length && text.length < WRITE_CHARS; this.#taken += 1) {
      const event = events[this.#taken]
      if (!event) break
      const [lines, added] = addLine(this.#lines, event, this.#words)
      this.#lines = lines
      text += added
    }
    if (text === '') {
      if (status === 'empty' || status === 'running' || this.#taken < events.length) return
      this.stop()
      this.#onOver?.()
      return
    }
    this.#busy = true
    this.#terminal.write(text, () => {
      this.#busy = false
      this.#write()
    })
  }
}
