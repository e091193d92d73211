/** The Lab's right side: the command with its buttons, then what came of it. During a run only the buttons and the terminal change. */
import { Play, Snowflake } from 'lucide-react'
import { memo, type ReactNode, type RefObject } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { CancelRuns } from '../../figures/CancelRuns.tsx'
import { CopyLink } from '../../figures/CopyLink.tsx'
import { ExportMenu } from '../../figures/ExportMenu.tsx'
import { RunNowContext, StaleNote } from '../../figures/StaleFigure.tsx'
import { commandOf, ranCommand } from '../../model/command.ts'
import { frozen } from '../../model/freeze.ts'
import { helloOf } from '../../model/helloOf.ts'
import { labState, sharedOf } from '../../model/labLink.ts'
import { columnOf, type LinkState, storedColumn } from '../../model/link.ts'
import { runName } from '../../model/runName.ts'
import { stalenessOf } from '../../model/staleRun.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import type { StateChange } from '../../runs/usePageState.ts'
import { useRunLogs } from '../../store/useRunLogs.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useLabWords } from '../../words/labWords.ts'
import { useMessages } from '../../words/messages.ts'
import { LabFigures } from './LabFigures.tsx'
import { LetGo } from './LetGo.tsx'
import type { LabRun } from './labRunList.ts'
import type { LabActs } from './useLabActs.ts'
import { type LabRuns, useBusy, useShownRuns } from './useLabRuns.ts'
import { useRunsInLink } from './useRunsInLink.ts'

interface LabBenchProps {
  element: RefObject<HTMLDivElement | null>
  lab: LabRuns
  acts: LabActs
  catalog: Catalog
  capabilities: Capabilities
  settings: RunSettings
  /** Ids of the runs that the link named when the page opened. */
  opened: readonly string[]
  at: number | undefined
  /** Above the figures, and below them. */
  above: ReactNode
  below: ReactNode
  onChange: (part: StateChange) => void
}

export const LabBench = memo(function LabBench({ element, lab, acts, catalog, capabilities, settings, opened, at, above, below, onChange }: LabBenchProps) {
  const words = useLabWords()
  const messages = useMessages()
  const { runs, focus } = useShownRuns(lab)
  const busy = useBusy(lab)
  useRunLogs(runs.map(({ log }) => log))
  useRunsInLink(runs, settings, onChange, opened)
  const { canRun, reach, order } = capabilities
  const command = commandOf(settings)
  const hello = focus ? helloOf(focus.log.events) : undefined
  const stale = focus?.log.status === 'running' ? 'no' : stalenessOf({ hello, column: columnOf(settings), settings: sharedOf(settings), asked: {} }, catalog)
  const { settings: shown } = focus ?? { settings }

  return (
    <div className="lab-bench" ref={element} data-busy={busy} data-stale={stale}>
      <div className="lab-command">
        <div>
          <p className="quiet">{words.command}</p>
          <code title={command}>{command}</code>
        </div>
        <CopyButton text={() => command} label={messages.copyCommand} />
        {/* Both stand there before there is a run: a row that grows would push the figure down. */}
        <CopyLink embed={{ state: focus ? embedState(focus, at) : labState(settings), title: runName(shown) }} />
        <ExportMenu name={shown.strategy} title={runName(shown)} events={() => focus?.log.events ?? []} disabled={!focus} />
        <CancelRuns running={busy} onCancel={lab.cancel} />
        <button type="button" className="button" data-tone="primary" disabled={!canRun || busy} onClick={() => acts.press(settings)}>
          <Play aria-hidden="true" /> {reach.is === 'files' ? words.play : words.run}
        </button>
        <button
          type="button"
          className="button lab-freeze"
          aria-label={words.freeze.it + words.freeze.how}
          disabled={!canRun || busy}
          onClick={() => acts.press(frozen(settings))}
        >
          <Snowflake aria-hidden="true" />
          <span>
            {words.freeze.it}
            <span className="lab-freeze-long">{words.freeze.how}</span>
          </span>
        </button>
      </div>
      {!canRun && (reach.is === 'refused' || reach.is === 'none') && <p className="alert">{words.cannotRun}</p>}
      {above}
      {focus && <LetGo run={focus} catalog={catalog} order={order} busy={busy} onFreeze={acts.press} />}
      <RunNowContext value={canRun && !busy ? () => acts.press(settings) : undefined}>
        <StaleNote is={stale} shown={hello && ranCommand(hello.argv)} />
      </RunNowContext>
      <LabFigures {...{ lab, acts, catalog, capabilities, at, onChange }} />
      {below}
    </div>
  )
})

/** A stored run is embedded by its id, any other by its settings. */
function embedState({ log, settings }: LabRun, at: number | undefined): Partial<LinkState> {
  const shown = log.recording === null ? labState(settings) : { columns: [storedColumn(log.recording)] }
  return { ...shown, ...(at !== undefined && { at }) }
}
