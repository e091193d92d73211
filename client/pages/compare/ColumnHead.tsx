import { Crosshair, Pin, X } from 'lucide-react'
import { type ReactNode, useCallback, useSyncExternalStore } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { StaleNote } from '../../figures/StaleFigure.tsx'
import { commandOf, ranCommand } from '../../model/command.ts'
import type { RunFacts } from '../../model/facts.ts'
import { knownSentence } from '../../model/knownSentence.ts'
import type { ColumnChoice, SharedSettings } from '../../model/link.ts'
import { isShortened } from '../../model/shortened.ts'
import type { Staleness } from '../../model/staleRun.ts'
import { DRAW_MS } from '../../runs/drawPace.ts'
import type { RunLog } from '../../store/runLog.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useLasting } from '../../ui/useLasting.ts'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useColumnWords } from '../../words/columnWords.ts'
import { useMessages } from '../../words/messages.ts'
import { ColumnPicker } from './ColumnPicker.tsx'
import { type LatestRuns, useLatestRun } from './latestRuns.ts'
import type { ColumnActs } from './useColumnActs.ts'

interface ColumnHeadProps {
  at: number
  title: string
  leads: boolean
  choice: ColumnChoice
  catalog: Catalog
  settings: SharedSettings
  log: RunLog
  latest: LatestRuns
  facts: RunFacts
  stale: Staleness
  acts: ColumnActs
  only: boolean
  /** The column's timeline. */
  children: ReactNode
}

/** The column's strategy, the path its run took, and the outcome. */
export function ColumnHead({ at, title, leads, choice, catalog, settings, log, latest, facts, stale, acts, only, children }: ColumnHeadProps) {
  const words = useMessages()
  const columnWords = useColumnWords()
  const { hello, decide, create } = facts
  const onChange = (next: ColumnChoice): void => acts.change(at, next)
  const [name, ...rest] = title.split(': ')
  const ran = hello && ranCommand(hello.argv)
  const ours = choice.recording === undefined && choice.specimen === undefined
  return (
    <header className="column-head">
      <div className="column-title">
        <h3 translate="no">
          {name}
          {rest.length > 0 && <small>{rest.join(': ')}</small>}
        </h3>
        <IconButton plain label={words.lead(title)} aria-pressed={leads} onClick={() => acts.lead(at)}>
          <Crosshair aria-hidden="true" />
        </IconButton>
        {!only && (
          <IconButton plain label={columnWords.removeColumn(title)} onClick={() => acts.remove(at)}>
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {children}
      <ColumnPicker {...{ at, choice, catalog, settings, acts }} />
      <p className="facts">
        {decide && (
          <strong className="chip" data-tone="mechanism" translate="no">
            {decide.mechanism}
          </strong>
        )}
        {create && (
          <>
            <span className="chip" data-shared={create.shares.memory}>
              {create.shares.memory ? words.memory.shared : words.memory.copied}
            </span>
            <span className="chip" data-shared={create.stack === 'same'}>
              {words.stack[create.stack]}
            </span>
            <span className="chip" data-tone={create.suspends ? 'suspended' : undefined}>
              {create.suspends ? words.suspends.yes : words.suspends.no}
            </span>
          </>
        )}
      </p>
      <Outcome {...{ at, log, latest }} came={facts.outcome} />
      <p className="provenance">
        {hello
          ? log.source === 'live'
            ? `● ${words.live}`
            : `○ ${words.recorded(`Linux ${hello.kernel}, ${hello.libc}`)}${isShortened(log.events) ? `; ${words.shortened}` : ''}`
          : words.noRun}
      </p>
      {(ours || hello?.strategy !== null || hello.argv.length > 1) && <code className="command">{ran ?? commandOf({ ...settings, ...choice })}</code>}
      {log.recording !== null && choice.recording === undefined && (
        <button type="button" className="button column-keep" title={columnWords.keepRunWhy} onClick={keep}>
          <Pin aria-hidden="true" /> {columnWords.keepRun}
        </button>
      )}
      <StaleNote is={stale} />
    </header>
  )

  /** Pins this run: from then on the link names it, whatever the settings. */
  function keep(): void {
    if (log.recording !== null) onChange({ strategy: choice.strategy, recording: log.recording })
  }
}

interface OutcomeProps {
  at: number
  log: RunLog
  latest: LatestRuns
  came: RunFacts['outcome']
}

/** How the run ended. Of a later run that lasts, that it goes on, or its place in the queue: the only thing in a column that it changes. */
function Outcome({ at, log, latest, came }: OutcomeProps) {
  const words = useMessages()
  const refused = useRefusalWords(log.refusal)
  const coming = useLatestRun(latest, at) ?? log
  const position = useSyncExternalStore(
    coming.follow,
    useCallback(() => coming.position, [coming]),
  )
  const waits = useLasting(!coming.isOver && (coming !== log || position > 0), DRAW_MS)
  return (
    <p className="outcome" role="status">
      {outcome()}
    </p>
  )

  function outcome(): string {
    if (waits) return position > 0 ? words.outcome.queued(position) : words.outcome.running
    if (log.refusal) return `${log.refusal.code}: ${refused}`
    if (log.status === 'cancelled') return words.outcome.cancelled
    if (!came) return log.status === 'running' ? words.outcome.running : ''
    if (came.outcome === 'spawned') return `✓ ${words.outcome.spawned}`
    const why = knownSentence(came.why, words.whys) ?? came.why
    return came.outcome === 'failed' ? `✗ ${words.outcome.failed(why)}` : `✗ ${words.outcome.other(why)}`
  }
}
