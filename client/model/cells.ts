/** Events → rows of the seven phases. Repeated calls are folded into one row with a count. Pure. */
import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { PHASES, type Phase } from '../../protocol/phases.ts'

export interface CallRow {
  kind: 'call'
  seq: number
  task: number
  step: string | null
  call: string
  text: string
  failed: boolean
}
export interface FoldRow {
  kind: 'fold'
  seq: number
  task: number
  step: string | null
  call: string
  rows: CallRow[]
}
export interface FactRow {
  kind: 'fact'
  seq: number
  task: number
  step: string | null
  event: EventOf<'create' | 'suspend' | 'resume' | 'exec' | 'exit' | 'signal' | 'memory'>
}
export type Row = CallRow | FoldRow | FactRow

/** From this many calls of one name in a row on, they are one row. */
const FOLD_FROM = 3

export function cellsOf(events: readonly TraceEvent[]): Record<Phase, Row[]> {
  const cells = Object.fromEntries(PHASES.map((phase): [Phase, Row[]] => [phase, []])) as Record<Phase, Row[]>
  const under: Record<number, CallRow> = {}
  for (const event of events) {
    if (event.phase === null) continue
    const cell = cells[event.phase]
    switch (event.kind) {
      case 'enter': {
        const row: CallRow = {
          kind: 'call',
          seq: event.seq,
          task: event.task,
          step: event.step,
          call: event.call,
          text: spell(event.call, event.args, '?'),
          failed: false,
        }
        under[event.task] = row
        cell.push(row)
        break
      }
      case 'leave': {
        const row = under[event.task]
        if (row?.call !== event.call) break
        row.text = spell(event.call, event.args, event.result)
        row.failed = event.error !== null
        break
      }
      case 'create':
      case 'suspend':
      case 'resume':
      case 'exec':
      case 'exit':
      case 'signal':
      case 'memory':
        cell.push({ kind: 'fact', seq: event.seq, task: event.task, step: event.step, event })
        break
      default:
        break
    }
  }
  for (const phase of PHASES) cells[phase] = folded(cells[phase])
  return cells
}

function spell(call: string, args: readonly string[], result: string): string {
  return `${call}(${args.join(', ')}) = ${result}`
}

function folded(rows: readonly Row[]): Row[] {
  const out: Row[] = []
  let run: CallRow[] = []
  const close = (): void => {
    const first = run[0]
    if (first && run.length >= FOLD_FROM) out.push({ kind: 'fold', seq: first.seq, task: first.task, step: first.step, call: first.call, rows: run })
    else out.push(...run)
    run = []
  }
  for (const row of rows) {
    const last = run[0]
    if (row.kind === 'call' && (!last || (last.call === row.call && last.task === row.task && last.step === row.step))) run.push(row)
    else {
      close()
      if (row.kind === 'call') run = [row]
      else out.push(row)
    }
  }
  close()
  return out
}
