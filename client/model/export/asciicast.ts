/** asciicast v2: the terminal, slow enough for the eye, with a marker where each phase begins. */
import type { TraceEvent } from '../../../protocol/events.ts'
import { addLine, type LineWords, NO_LINES } from '../straceLines.ts'

const COLUMNS = 120
const ROWS = 40
/** The pause between two lines, whatever their real times. A new phase waits longer. */
const LINE_SECONDS = 0.15
const PHASE_SECONDS = 1

/** NDJSON: the header, then `[seconds, "o" | "m", text]`. A marker's label ends in `#seq`. */
export function asciicast(events: readonly TraceEvent[], title: string, words: LineWords): string {
  let state = NO_LINES
  let seconds = 0
  const begun = new Set<string>()
  const lines: string[] = [JSON.stringify({ version: 2, width: COLUMNS, height: ROWS, title: `${title} (times stretched)`, env: { TERM: 'xterm-256color' } })]
  const say = (code: 'o' | 'm', text: string): void => {
    lines.push(JSON.stringify([Number(seconds.toFixed(3)), code, text]))
  }
  for (const event of events) {
    if (event.phase !== null && !begun.has(event.phase)) {
      seconds += begun.size === 0 ? 0 : PHASE_SECONDS
      begun.add(event.phase)
      say('m', `${event.phase} #${event.seq}`)
    }
    const [next, text] = addLine(state, event, words)
    state = next
    if (text === '') continue
    seconds += LINE_SECONDS
    say('o', text)
  }
  return `${lines.join('\n')}\n`
}
