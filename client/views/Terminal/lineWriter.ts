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
  readonly #unfollow: () => void
  readonly #on: { rows: () => void; over?: (() => void) | undefined }
  #lines = NO_LINES
  #taken = 0
  #busy = false
  #stopped = false
  #told = false

  /** `rows`: the last row is written; the run may not be over yet, because the server still stores it. `over`: it is. */
  constructor(terminal: Terminal, log: RunLog, words: LineWords, on: { rows: () => void; over?: (() => void) | undefined }) {
    this.#terminal = terminal
    this.#log = log
    this.#words = words
    this.#on = on
    this.#unfollow = log.follow(() => this.#write())
    // Deferred: a run refused at once would call `over` before its maker has this writer.
    queueMicrotask(() => this.#write())
  }

  stop(): void {
    this.#stopped = true
    this.#unfollow()
  }

  /** The next piece follows when the terminal has processed this one. */
  #write(): void {
    if (this.#busy || this.#stopped) return
    const { events } = this.#log
    let text = ''
    for (; this.#taken < events.length && text.length < WRITE_CHARS; this.#taken += 1) {
      const event = events[this.#taken]
      if (!event) break
      const [lines, added] = addLine(this.#lines, event, this.#words)
      this.#lines = lines
      text += added
    }
    if (text === '') {
      if (this.#taken < events.length) return
      if (this.#log.isOver || events.at(-1)?.kind === 'end') this.#tellRows()
      if (!this.#log.isOver) return
      this.stop()
      this.#on.over?.()
      return
    }
    this.#busy = true
    this.#terminal.write(text, () => {
      this.#busy = false
      this.#write()
    })
  }

  #tellRows(): void {
    if (!this.#told) this.#on.rows()
    this.#told = true
  }
}
