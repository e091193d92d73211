/** What decides a cell: its answer, the recorded run, and beside it the other side of the same: the real program, or ours. */
import { Code2, GitCompare, Link as LinkIcon, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { AtlasCell, AtlasRow } from '../../../protocol/atlas.ts'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunCheck } from '../../../protocol/claims.ts'
import type { CompiledQuestion } from '../../content/atlas.ts'
import { plainWords } from '../../content/prose.ts'
import { sourcesOf } from '../../content/sources.ts'
import { type Jump, RunFigures } from '../../figures/RunFigures.tsx'
import { answerOf } from '../../model/atlas/answerOf.ts'
import { besideIt } from '../../model/atlas/atlasView.ts'
import { cellOf } from '../../model/atlas/cellOf.ts'
import { compareLink } from '../../model/atlas/compareLink.ts'
import { judge } from '../../model/claims/judge.ts'
import { embedCode } from '../../model/embed.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { framedPage } from '../../runs/framedPage.ts'
import type { RunLog } from '../../store/runLog.ts'
import { storyOf } from '../../store/storyOf.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { SourceList } from '../../ui/Sources/SourceList.tsx'
import { answerText, signOf } from '../../views/Atlas/answerText.ts'
import { rowName } from '../../views/Atlas/rowName.ts'
import { Evidence } from '../../views/Evidence/Evidence.tsx'
import { useAtlasWords } from '../../words/atlasWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useMessages } from '../../words/messages.ts'
import { useRecordedRuns } from './useRecordedRuns.ts'

interface AtlasPanelProps {
  row: AtlasRow
  rows: readonly AtlasRow[]
  question: CompiledQuestion
  onClose: () => void
}

function atlasRowCode(id: string, title: string): string {
  return embedCode(`${framedPage('atlas-row')}#/atlas-row/${id}`, title)
}

/** Signals with a row of their own in the passports. */
const ASKED = ['HUP', 'INT', 'PIPE', 'TERM', 'USR1']

export function AtlasPanel({ row, rows, question, onClose }: AtlasPanelProps) {
  const words = useAtlasWords()
  const { catalog } = useCapabilities()
  const both = useMemo(() => {
    const beside = besideIt(row, rows)
    return beside ? [row, beside] : [row]
  }, [row, rows])
  const ids = useMemo(() => both.map(({ id }) => id), [both])
  const recorded = useRecordedRuns(ids, question.run)
  const cell = cellOf(row, question.id)
  const source = 'source' in cell ? cell.source : undefined
  const hasRun = question.topic !== 'cost' && row.kind !== 'read'
  return (
    <div className="atlas-panel">
      <h2>
        <Prose words={question.asks} />
      </h2>
      {question.why && (
        <p className="quiet">
          <Prose words={question.why} />
        </p>
      )}
      <div className="atlas-actions">
        {hasRun && (
          <a className="button" href={compareLink(row, question.run)}>
            <GitCompare aria-hidden="true" /> {words.open.compare}
          </a>
        )}
        <CopyButton text={() => location.href} label={words.open.link} icon={<LinkIcon aria-hidden="true" />}>
          {words.open.link}
        </CopyButton>
        <CopyButton text={() => atlasRowCode(row.id, `${row.runtime} ${row.release}`)} label={words.embed} icon={<Code2 aria-hidden="true" />} />
        <IconButton label={words.open.close} onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      {cell.is === 'none' && <p>{words.open.noneWhy}</p>}
      {cell.is === 'unknown' && <p>{words.open.unknownWhy}</p>}
      {cell.is === 'cost' && <p>{words.open.costWhy}</p>}
      {source !== undefined && <Read cell={cell} source={source} of={row.release} />}
      {hasRun && recorded.is === 'coming' && <p role="status">{words.open.coming}</p>}
      {hasRun && recorded.is === 'missing' && <p className="alert">{words.open.missing}</p>}
      {hasRun && recorded.is === 'here' && catalog && <Runs rows={both} question={question} logs={recorded.logs} catalog={catalog} />}
    </div>
  )
}

function Read({ cell, source, of }: { cell: AtlasCell; source: string; of: string }) {
  const words = useAtlasWords()
  return (
    <>
      <p>
        {words.open.answer}: <strong>{[signOf(cell), answerText(cell, words)].filter(Boolean).join(' ')}</strong>
      </p>
      <p>{words.open.readWhy}</p>
      <SourceList sources={sourcesOf([source])} of={of} />
    </>
  )
}

interface RunsProps {
  rows: readonly AtlasRow[]
  question: CompiledQuestion
  logs: ReadonlyMap<string, RunLog>
  catalog: Catalog
}

function Runs({ rows, question, logs, catalog }: RunsProps) {
  const words = useAtlasWords()
  const { versions } = useMessages()
  const language = useLanguage()
  const [jump, setJump] = useState<Jump>()
  const shown = rows.flatMap((row) => {
    const log = logs.get(row.id)
    return log ? [{ row, log, answer: answerOf(question, log.events) }] : []
  })
  const titles = useMemo(() => shown.map(({ row }) => `${rowName(row, versions)} (${words.kinds[row.kind]})`), [shown, words, versions])
  if (shown.length === 0) return null
  return (
    <>
      <div className="atlas-runs">
        {shown.map(({ row, log, answer }, at) => {
          const [hello] = log.events
          const { check, judgement } = decidedBy(question, answer.evidence, log)
          return (
            <div key={row.id} className="atlas-run">
              <h3 translate="no">{titles[at]}</h3>
              <p>
                {words.open.answer}: <strong>{[signOf(answer.cell), answerText(answer.cell, words)].filter(Boolean).join(' ')}</strong>
              </p>
              <p className="quiet">
                {words.open.on(versions(row.release), row.libc ?? '', row.kernel ?? '')}
                {hello?.kind === 'hello' && <>; {hello.uid === 0 ? words.open.byRoot : words.open.byUser}</>}
              </p>
              {hello?.kind === 'hello' && (
                <p>
                  <code>{hello.argv.join(' ')}</code>
                </p>
              )}
              {judgement && (
                <Evidence
                  check={check}
                  judgement={judgement}
                  events={log.events}
                  story={storyOf(log)}
                  signals={catalog.signals}
                  of={`${titles[at]}: ${plainWords(question.short[language])}`}
                  onShow={(seq) => setJump({ run: at, seq })}
                />
              )}
            </div>
          )
        })}
      </div>
      <RunFigures
        titles={titles}
        logs={shown.map(({ log }) => log)}
        show={['timeline', 'passport']}
        catalog={catalog}
        asked={ASKED}
        at={shown[0]?.answer.evidence[0]}
        jump={jump}
      />
    </>
  )
}

type Judged = Extract<ReturnType<typeof judge>, { judged: true }>

/** Checks decide a yes or no; a reading names the events that it read. */
function decidedBy({ parts }: CompiledQuestion, evidence: number[], log: RunLog): { check: RunCheck; judgement: Judged | null } {
  const checks = parts?.map(({ check }) => check as RunCheck) ?? []
  const [only] = checks
  if (!only) return { check: { kind: 'create' }, judgement: evidence.length > 0 ? { judged: true, holds: true, evidence, absent: [] } : null }
  const check: RunCheck = checks.length === 1 ? only : { kind: 'all', of: checks }
  const judgement = judge(check, log.events)
  return { check, judgement: judgement.judged ? judgement : null }
}
