import { Play, Snowflake, Square } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/settings.ts'
import { loadRefusalWords } from '../../content/refusalWords.ts'
import { CopyLink } from '../../figures/CopyLink.tsx'
import { ExportMenu } from '../../figures/ExportMenu.tsx'
import { StaleNote } from '../../figures/StaleFigure.tsx'
import { commandOf, ranCommand } from '../../model/command.ts'
import { complete } from '../../model/completion.ts'
import { frozen } from '../../model/freeze.ts'
import type { GridChoice } from '../../model/grid.ts'
import { helloOf } from '../../model/helloOf.ts'
import { labState, sharedOf } from '../../model/labLink.ts'
import { columnOf, type LinkState, linkOf, MAX_COLUMNS, storedColumn } from '../../model/link.ts'
import { parseCommand } from '../../model/parseCommand.ts'
import { runName } from '../../model/runName.ts'
import { stalenessOf } from '../../model/staleRun.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import type { StateChange } from '../../runs/usePageState.ts'
import { useFigures } from '../../store/useFigures.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { onFirstUse } from '../../ui/firstUse.ts'
import { Later } from '../../ui/Later.tsx'
import { Stepper } from '../../views/Stepper/Stepper.tsx'
import { type Answer, Console, type ConsoleRun } from '../../views/Terminal/Console.tsx'
import { Timeline } from '../../views/Timeline/Timeline.tsx'
import { useLabWords } from '../../words/labWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useMessages } from '../../words/messages.ts'
import { checkText, describeText, faultText, helpText, refusalText } from './consoleText.ts'
import { Held } from './Held.tsx'
import { hasTwoColumns } from './hasTwoColumns.ts'
import { LabGrid } from './LabGrid.tsx'
import { LabRuns } from './LabRuns.tsx'
import { LetGo } from './LetGo.tsx'
import type { LabRun } from './labRunList.ts'
import { LabSettings } from './settings/LabSettings.tsx'
import { useLabRuns } from './useLabRuns.ts'
import './lab.css'
import { NearestOffer } from '../../figures/NearestOffer.tsx'
import { Stage } from '../../figures/Stage.tsx'

/** From top to bottom. The stage orders its own parts (Stage.tsx). */
const ORDER = { settings: -4, bench: -3, runs: -2, stage: -1, grid: 5 }

interface LabBodyProps {
  catalog: Catalog
  capabilities: Capabilities
  settings: RunSettings
  /** Ids of the runs that the link names. */
  stored: readonly string[]
  at: number | undefined
  /** What the link says of the grid. */
  gridChoice: GridChoice | undefined
  /** A link asked for a run or a grid. */
  fromLink: boolean
  root: boolean
  onChange: (part: StateChange) => void
  /** The reader has pressed a button that runs. */
  onRun: () => void
}

export function LabBody({ catalog, capabilities, settings, stored, at, gridChoice, fromLink, root, onChange, onRun }: LabBodyProps) {
  const words = useLabWords()
  const messages = useMessages()
  const language = useLanguage()
  // Loaded before anything can be asked for, because the terminal prints a refusal at once.
  useEffect(() => onFirstUse(() => void loadRefusalWords(language)), [language])
  // Read once, because from then on the link follows the runs.
  const [opened] = useState(stored)
  const lab = useLabRuns(capabilities, catalog, settings, opened)
  const { runs, focus } = lab
  const command = commandOf(settings)
  const { canRun, reach } = capabilities

  const logs = useMemo(() => (focus ? [focus.log] : []), [focus])
  const titles = useMemo(() => (focus ? [runName(focus.settings)] : []), [focus])
  const onAt = useCallback((seq: number) => onChange({ at: seq }), [onChange])
  const [figure] = useFigures({ titles, logs, focus: 0, at, onAt })
  const asked = useMemo(() => [...new Set(['PIPE', ...Object.keys(focus?.settings.signal ?? {}), ...(focus?.settings.block ?? [])])], [focus])
  const consoleRuns = useMemo(() => runs.map(({ id, log, settings: own }): ConsoleRun => ({ id, log, command: commandOf(own) })), [runs])

  const hello = focus ? helloOf(focus.log.events) : undefined
  const stale = focus?.log.status === 'running' ? 'no' : stalenessOf({ hello, column: columnOf(settings), settings: sharedOf(settings), asked: {} }, catalog)
  // Where one column has to do, who opens a link gets what it asks for, not how it was set.
  const [unfolded, setUnfolded] = useState(() => !fromLink || hasTwoColumns())
  const bench = useRef<HTMLDivElement>(null)
  const [presses, setPresses] = useState(0)
  // Once the settings are folded away.
  useEffect(() => {
    if (presses > 0) bench.current?.scrollIntoView({ block: 'start', behavior: 'instant' })
  }, [presses])
  const screen = useRef<HTMLDivElement>(null)
  // Who opens a link to a grid asks for the grid.
  const [gridFirst] = useState(gridChoice !== undefined)

  const storedIds = runs.flatMap(({ log }) => log.recording ?? []).slice(0, MAX_COLUMNS - 1)
  const storedWord = storedIds.join(' ')
  const latest = useRef({ settings, storedIds, onChange })
  latest.current = { settings, storedIds, onChange }
  const named = useRef(opened.join(' '))
  const coming = runs.length === 0 || runs.some(({ log }) => log.status === 'empty' || log.status === 'running')
  // The link must name the stored runs, so it changes when they do.
  useEffect(() => {
    if (coming || named.current === storedWord) return
    named.current = storedWord
    const { columns } = labState(latest.current.settings, latest.current.storedIds)
    latest.current.onChange({ columns })
  }, [storedWord, coming])

  function setSettings(next: RunSettings): void {
    onChange(labState(next, storedIds))
  }
  function start(wanted: RunSettings): ConsoleRun {
    onChange({ at: undefined })
    const { id, log } = lab.start(wanted)
    return { id, log, command: commandOf(wanted) }
  }

  function take(wanted: RunSettings): void {
    setSettings(wanted)
    start(wanted)
  }

  /** A button was pressed: what it asks for and what comes of it are then on one screen. */
  function press(wanted: RunSettings): void {
    take(wanted)
    onRun()
    if (!hasTwoColumns()) setUnfolded(false)
    setPresses((before) => before + 1)
  }

  function answer(line: string): Answer {
    const verdict = parseCommand(line, catalog)
    if (!verdict.ok) return { kind: 'print', text: faultText(verdict.fault, words) }
    const given = verdict.command
    switch (given.kind) {
      case 'nothing':
        return { kind: 'print', text: '' }
      case 'clear':
        return { kind: 'clear' }
      case 'help':
        return { kind: 'print', text: helpText(given.topic, catalog, words, language) }
      case 'describe':
        return { kind: 'print', text: describeText(given.strategy, catalog, words, language) }
      case 'check':
        return { kind: 'print', text: checkText(capabilities.check, words, language) }
      case 'history':
        return {
          kind: 'print',
          text: runs
            .toReversed()
            .map(({ id, settings: own }) => `${String(id).padStart(4)}  ${commandOf(own)}\n`)
            .join(''),
        }
      case 'run':
        if (!canRun) return { kind: 'print', text: `${reach.is === 'lost' || reach.is === 'offline' ? messages.unreachable[reach.is] : words.cannotRun}\n` }
        setSettings(given.settings)
        return { kind: 'run', run: start(given.settings) }
    }
  }

  const grid = (
    <LabGrid
      {...{ catalog, capabilities, settings, root }}
      choice={gridChoice}
      onChoice={(choice) => onChange({ grid: choice })}
      onOpen={(own, log) => {
        lab.keep(own, log)
        screen.current?.scrollIntoView({ block: 'start' })
      }}
    />
  )

  return (
    <div className="lab">
      <Later order={ORDER.settings}>
        <details className="lab-fold" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
          <summary>{words.settings}</summary>
          <LabSettings
            settings={settings}
            catalog={catalog}
            // Recordings as root exist, too.
            root={root || reach.is === 'files'}
            onChange={setSettings}
            onReset={() => onChange({ columns: storedIds.map(storedColumn), settings: {}, at: undefined })}
          />
        </details>
      </Later>
      <Later order={ORDER.bench}>
        <div className="lab-bench" ref={bench} data-busy={lab.busy} data-stale={stale}>
          <div className="lab-command">
            <div>
              <p className="quiet">{words.command}</p>
              <code title={command}>{command}</code>
            </div>
            <CopyButton text={() => command} label={messages.copyCommand} />
            {/* Both stand there before there is a run: a row that grows would push the figure down. */}
            <CopyLink embed={{ state: focus ? embedState(focus, at) : labState(settings), title: runName(focus?.settings ?? settings) }} />
            <ExportMenu
              name={(focus?.settings ?? settings).strategy}
              title={runName(focus?.settings ?? settings)}
              events={() => focus?.log.events ?? []}
              disabled={!focus}
            />
            {lab.busy && (
              <button type="button" className="button" onClick={lab.cancel}>
                <Square aria-hidden="true" /> {words.cancel}
              </button>
            )}
            <button type="button" className="button" data-tone="primary" disabled={!canRun || lab.busy} onClick={() => press(settings)}>
              <Play aria-hidden="true" /> {reach.is === 'files' ? words.play : words.run}
            </button>
            <button
              type="button"
              className="button lab-freeze"
              aria-label={words.freeze.it + words.freeze.how}
              disabled={!canRun || lab.busy}
              onClick={() => press(frozen(settings))}
            >
              <Snowflake aria-hidden="true" />
              <span>
                {words.freeze.it}
                <span className="lab-freeze-long">{words.freeze.how}</span>
              </span>
            </button>
          </div>
          {!canRun && (reach.is === 'refused' || reach.is === 'none') && <p className="alert">{words.cannotRun}</p>}
          {gridFirst && grid}
          {focus && <LetGo run={focus} catalog={catalog} order={capabilities.order} busy={lab.busy} onFreeze={press} />}
          <StaleNote is={stale} shown={hello && ranCommand(hello.argv)} {...(canRun && !lab.busy && { onRun: () => press(settings) })} />
          <h2 className="visually-hidden" translate="no">
            {focus ? runName(focus.settings) : words.console}
          </h2>
          <div className="lab-screen" ref={screen} data-fills>
            {figure && <Stepper figure={figure} keys />}
            {/* At once: it stands above the terminal, and would push it down. */}
            {figure && (
              <Boundary of={figure}>
                <Timeline figure={figure} keys />
              </Boundary>
            )}
            <Console
              title={words.title}
              greeting={words.hello}
              runs={consoleRuns}
              focus={focus?.id ?? null}
              figure={figure}
              onLine={answer}
              onRefused={(refusal) => refusalText(refusal, language)}
              complete={(line) => complete(line, catalog)}
              onCancel={lab.cancel}
              onLook={lab.look}
            />
          </div>
          {focus?.log.refusal?.code === 'not_recorded' && <NearestOffer wanted={focus.settings} catalog={catalog} onTake={take} />}
          {figure && focus && (
            <Later order={ORDER.stage}>
              <Held log={focus.log} figure={figure} />
              <Stage figure={figure} strategy={focus.settings.strategy} catalog={catalog} asked={asked} part="below" />
            </Later>
          )}
          <Later order={ORDER.runs}>
            <div className="lab-runs-head">
              <h2>{words.runs}</h2>
              {storedIds.length > 1 && <a href={`#/?${linkOf({ columns: storedIds.map(storedColumn) })}`}>{words.openInCompare}</a>}
            </div>
            <LabRuns runs={runs} focus={focus?.id ?? null} catalog={catalog} onLook={lab.look} onTake={setSettings} onDrop={lab.drop} />
          </Later>
          {!gridFirst && <Later order={ORDER.grid}>{grid}</Later>}
        </div>
      </Later>
    </div>
  )
}

/** A stored run is embedded by its id, any other by its settings. */
function embedState({ log, settings }: LabRun, at: number | undefined): Partial<LinkState> {
  const shown = log.recording === null ? labState(settings) : { columns: [storedColumn(log.recording)] }
  return { ...shown, ...(at !== undefined && { at }) }
}
