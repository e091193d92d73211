/** A run as strace-style lines. xterm is a sink: it holds no truth and answers to nothing. */
import type { Terminal as Xterm } from '@xterm/xterm'
import { useEffect, useRef } from 'react'
import { addLine, type LineState, NO_LINES } from '../../model/lines.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useRunLog } from '../../store/useRunLog.ts'
import { useMessages } from '../../ui/language.ts'

const SCROLLBACK_LINES = 5000
const ROWS = 16
const COLUMNS = 100
/** xterm takes far more at once, but not without a long task. */
const WRITE_CHARS = 64 * 1024

interface Sink {
  terminal: Xterm
  log: RunLog
  written: number
  lines: LineState
}

export function Terminal({ title, log }: { title: string; log: RunLog }) {
  const words = useMessages()
  const version = useRunLog(log)
  const box = useRef<HTMLDivElement>(null)
  const sink = useRef<Sink | null>(null)
  const label = words.terminal(title)

  useEffect(() => {
    let gone = false
    void import('./openTerminal.ts').then(({ openTerminal }) => {
      if (gone || !box.current) return
      sink.current = { terminal: openTerminal(box.current, { rows: ROWS, cols: COLUMNS, scrollback: SCROLLBACK_LINES }), log, written: 0, lines: NO_LINES }
      pour(sink.current)
    })
    return () => {
      gone = true
      sink.current?.terminal.dispose()
      sink.current = null
    }
  }, [log])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows in place; its version tells.
  useEffect(() => {
    if (sink.current) pour(sink.current)
  }, [version])

  useEffect(() => {
    sink.current?.terminal.textarea?.setAttribute('aria-label', label)
  }, [label])

  return (
    <section className="terminal" aria-label={label}>
      <h3>{title}</h3>
      <div ref={box} className="terminal-box" />
    </section>
  )
}

function pour(sink: Sink): void {
  let text = ''
  for (; sink.written < sink.log.events.length; sink.written += 1) {
    const event = sink.log.events[sink.written]
    if (!event) break
    const [lines, added] = addLine(sink.lines, event)
    sink.lines = lines
    text += added
    if (text.length > WRITE_CHARS) {
      sink.terminal.write(text)
      text = ''
    }
  }
  if (text) sink.terminal.write(text)
}
