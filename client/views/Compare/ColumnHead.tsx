import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunFacts } from '../../model/facts.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useMessages } from '../../ui/language.ts'

interface ColumnHeadProps {
  at: number
  id: string
  title: string
  catalog: Catalog
  log: RunLog
  facts: RunFacts
  command: string
  onChange: (id: string) => void
}

/** Whose column this is, which road it took, and what came of it. */
export function ColumnHead({ at, id, title, catalog, log, facts, command, onChange }: ColumnHeadProps) {
  const words = useMessages()
  const { hello, decide, create, end } = facts
  return (
    <header className="column-head">
      <h2>{title}</h2>
      <select aria-label={words.column(at + 1)} value={id} onChange={(event) => onChange(event.target.value)}>
        {catalog.strategies.map((strategy) => (
          <option key={strategy.id} value={strategy.id}>
            {strategy.title}
          </option>
        ))}
      </select>
      <p className="facts">
        {decide && <strong className="road">{decide.mechanism}</strong>}
        {create && (
          <>
            <span data-shared={create.shares.memory}>{create.shares.memory ? words.memory.shared : words.memory.copied}</span>
            <span>{words.stack[create.stack]}</span>
            <span>{create.suspends ? words.suspends.yes : words.suspends.no}</span>
          </>
        )}
      </p>
      <p className="outcome" role="status">
        {outcome()}
      </p>
      <p className="provenance">
        {hello ? (log.source === 'live' ? `● ${words.live}` : `○ ${words.recorded(`Linux ${hello.kernel}, ${hello.libc}`)}`) : words.noRun}
      </p>
      <code className="command">{command}</code>
    </header>
  )

  function outcome(): string {
    if (log.refusal) return `${log.refusal.code}: ${log.refusal.message}. ${log.refusal.cure}`
    if (log.position > 0) return words.outcome.queued(log.position)
    if (log.status === 'cancelled') return words.outcome.cancelled
    if (!end) return log.status === 'running' ? words.outcome.running : ''
    if (end.outcome === 'spawned') return `✓ ${words.outcome.spawned}`
    return end.outcome === 'failed' ? `✗ ${words.outcome.failed(end.why)}` : `✗ ${words.outcome.other(end.why)}`
  }
}
