/** The runs of the Lab side by side: a table whose rows are facts and whose columns are runs. */

import { X } from 'lucide-react'
import { memo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { signalsOf } from '../../figures/signalsOf.ts'
import { grouped } from '../../model/formats.ts'
import { fateOf, type Outcome, outcomeOf } from '../../model/outcome.ts'
import { runName } from '../../model/runName.ts'
import { isShortened } from '../../model/shortened.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useRunLogs } from '../../store/useRunLogs.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { type LabWords, useLabWords } from '../../words/labWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useMessages } from '../../words/messages.ts'
import { tellOutcome, tellPressed, tellSent } from '../../words/outcomeWords.ts'
import './labRuns.css'

interface Run {
  id: number
  settings: RunSettings
  log: RunLog
}

interface LabRunsProps {
  runs: readonly Run[]
  focus: number | null
  catalog: Catalog
  onLook: (id: number) => void
  onTake: (settings: RunSettings) => void
  onDrop: (id: number) => void
}

interface Row {
  name: string
  cells: string[]
}

export const LabRuns = memo(function LabRuns({ runs, focus, catalog, onLook, onTake, onDrop }: LabRunsProps) {
  const words = useLabWords()
  const messages = useMessages()
  const language = useLanguage()
  useRunLogs(runs.map(({ log }) => log))
  useRefusalWords(runs.find(({ log }) => log.refusal)?.log.refusal)
  const outcomes = runs.map(({ log }) => outcomeOf(log.events))
  const asked = catalog.signals.filter(({ name }) => runs.some(({ settings }) => signalsOf(settings).includes(name)))
  const rows: Row[] = [
    row(words.rows.outcome, (outcome, run) => {
      const { good, said } = tellOutcome(run.log, outcome, words, language)
      return `${good === null ? '' : good ? '✓ ' : '✗ '}${said}`
    }),
    row(words.rows.path, ({ mechanism }) => mechanism),
    row(words.rows.memory, ({ create }) => create && (create.shares.memory ? messages.memory.shared : messages.memory.copied)),
    row(words.rows.stack, ({ create }) => create && messages.stack[create.stack]),
    row(words.rows.parent, ({ create }) => create && (create.suspends ? messages.suspends.yes : messages.suspends.no)),
    ...(asked.length > 0 ? asked : catalog.signals.filter(({ name }) => name === 'PIPE')).map(({ name, number }) =>
      row(words.fateRow(name), (outcome, { log }) => (outcome.end ? fateWord(log, number, words) : null)),
    ),
    ...(outcomes.some(({ pressed }) => pressed) ? [row(words.rows.pressed, (outcome) => tellPressed(outcome, words))] : []),
    ...(outcomes.some(({ sent }) => sent.length > 0) ? [row(words.rows.sent, (outcome) => tellSent(outcome, words).join('; ') || null)] : []),
    row(words.rows.window, ({ windowNs, windowCalls }) =>
      windowNs === null ? null : words.windowIs(grouped(Math.round(windowNs / 1000), language), windowCalls),
    ),
  ]

  function row(name: string, tell: (outcome: Outcome, run: Run) => string | null): Row {
    return { name, cells: runs.map((run, at) => (outcomes[at] && tell(outcomes[at], run)) ?? words.notThere) }
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the page must be scrollable by keyboard.
    <section className="scroll-x framed-table lab-runs" tabIndex={0} aria-label={words.runs}>
      <table>
        <thead>
          <tr>
            <td />
            {runs.map(({ id, settings, log }) => {
              const name = runName(settings)
              return (
                <th key={id} scope="col" data-focus={id === focus}>
                  <code>{name}</code>
                  <span className="lab-run-tools">
                    <span className="quiet">
                      {log.source === 'live' ? `● ${words.live}` : `○ ${words.recorded}${isShortened(log.events) ? `, ${messages.shortened}` : ''}`}
                    </span>
                    <button type="button" className="button" aria-pressed={id === focus} aria-label={words.look(name)} onClick={() => onLook(id)}>
                      {id === focus ? words.looking : words.lookShort}
                    </button>
                    <button
                      type="button"
                      className="button"
                      data-tone="plain"
                      aria-label={words.take(name)}
                      title={words.take(name)}
                      onClick={() => onTake(settings)}
                    >
                      {words.takeShort}
                    </button>
                    {runs.length > 1 && (
                      <IconButton plain label={words.drop(name)} onClick={() => onDrop(id)}>
                        <X aria-hidden="true" />
                      </IconButton>
                    )}
                  </span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => {
            // No two runs take the same time, so a difference there means nothing.
            const differs = name !== words.rows.window && new Set(cells).size > 1
            return (
              <tr key={name} data-differs={differs}>
                <th scope="row">
                  {name}
                  {differs && <small>≠ {messages.differs}</small>}
                </th>
                {cells.map((text, at) => (
                  <td key={runs[at]?.id} data-focus={runs[at]?.id === focus}>
                    {text}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
})

function fateWord(log: RunLog, number: number, words: LabWords): string {
  const fate = fateOf(log.events, number)
  return fate === null ? words.noExec : words.fates[fate]
}
