import type { FactRow, Row } from '../../model/cells.ts'
import { useMessages } from '../../ui/language.ts'
import type { Messages } from '../../ui/messages.en.ts'
import { TaskLetter } from '../../ui/TaskLetter.tsx'
import type { Lighting } from './Cell.tsx'

/** One event, or a folded run of equal calls that opens. */
export function EventRow({ row, ...lighting }: { row: Row } & Lighting) {
  const words = useMessages()
  if (row.kind !== 'fold') return <Line row={row} {...lighting} />
  return (
    <li className="fold">
      <details>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a control of its own. */}
        <summary {...lightOf(row, lighting)} onClick={() => lighting.onPin(row.step)}>
          <TaskLetter task={row.task} />
          <code>{words.times(row.call, row.rows.length)}</code>
        </summary>
        <ul>
          {row.rows.map((inner) => (
            <Line key={inner.seq} row={inner} {...lighting} />
          ))}
        </ul>
      </details>
    </li>
  )
}

function Line({ row, ...lighting }: { row: Exclude<Row, { kind: 'fold' }> } & Lighting) {
  const words = useMessages()
  return (
    <li>
      <button
        type="button"
        className="event"
        data-kind={row.kind === 'call' ? 'call' : row.event.kind}
        {...lightOf(row, lighting)}
        onClick={() => lighting.onPin(row.step)}
      >
        <TaskLetter task={row.task} />
        {row.kind === 'call' ? <code data-failed={row.failed}>{row.text}</code> : <span>{factText(row.event, words)}</span>}
      </button>
    </li>
  )
}

function lightOf(row: Row, { lit, onHover }: Lighting) {
  return {
    'data-seq': row.seq,
    'data-step': row.step ?? undefined,
    'data-lit': row.step !== null && lit === row.step,
    onMouseEnter: () => onHover(row.step),
    onMouseLeave: () => onHover(null),
    onFocus: () => onHover(row.step),
    onBlur: () => onHover(null),
  }
}

function factText(event: FactRow['event'], words: Messages): string {
  const { facts } = words
  switch (event.kind) {
    case 'create':
      return facts.create(event.flags.join('|'), event.shares.memory ? words.memory.shared : words.memory.copied, words.stack[event.stack])
    case 'suspend':
      return facts.suspend(event.state, event.wchan ?? '')
    case 'resume':
      return facts.resume(event.ended_by)
    case 'exec':
      return facts.exec
    case 'exit':
      return event.signal === null ? facts.exit(event.status ?? 0) : facts.killed(event.signal)
    case 'signal':
      return facts.signal(event.signal, words.hows[event.how])
    case 'memory':
      return facts.memory(event.written, event.parent_sees)
  }
}
