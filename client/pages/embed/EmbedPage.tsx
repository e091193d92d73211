/** One run in another site's frame. This page starts no run and never rewrites its address. */
import { useCallback, useMemo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { catalogTexts, hasExperiment } from '../../content/catalogWords.ts'
import { signalsOf } from '../../figures/signalsOf.ts'
import { commandOf } from '../../model/command.ts'
import { type ColumnChoice, type LinkState, linkOf, type SharedSettings } from '../../model/link.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { usePageState } from '../../runs/usePageState.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useFigures } from '../../store/useFigures.ts'
import { useRunLog } from '../../store/useRunLog.ts'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useEmbedWords } from '../../words/embedWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useLoaded } from '../../words/messageGroup.ts'
import { useMessages } from '../../words/messages.ts'
import { useStoredRun } from './useStoredRun.ts'
import './embed.css'
import { LinkFaultAlert } from '../../figures/LinkFaultAlert.tsx'
import { Stage } from '../../figures/Stage.tsx'
import { titleOf } from '../../figures/titleOf.ts'

const FIRST: ColumnChoice = { strategy: 'ruby' }

export function EmbedPage() {
  const embed = useEmbedWords()
  const capabilities = useCapabilities()
  const { state, change, fault } = usePageState({ readOnly: true })
  const column = state.columns?.[state.focus ?? 0] ?? FIRST
  const settings = state.settings ?? {}
  const { log, missing } = useStoredRun(column, settings)
  const { catalog } = capabilities
  return (
    <main id="main" tabIndex={-1} className="embed">
      {fault && <LinkFaultAlert fault={fault} />}
      {column.recording === undefined && column.specimen === undefined && (missing || changed(settings)) && (
        <p className="alert">
          {missing ? embed.missing : embed.otherSettings} <code>{commandOf({ ...settings, ...column })}</code>
        </p>
      )}
      {catalog && log && <EmbedBody {...{ catalog, column, log, state }} onAt={(at) => change({ at })} />}
      <footer>
        <a href={`${base()}#/?${linkOf({ ...state, columns: [column] })}`} target="_blank" rel="noopener">
          {embed.open}
        </a>
      </footer>
    </main>
  )
}

interface EmbedBodyProps {
  catalog: Catalog
  column: ColumnChoice
  log: RunLog
  state: Partial<LinkState>
  onAt: (at: number) => void
}

function EmbedBody({ catalog, column, log, state, onAt }: EmbedBodyProps) {
  useRunLog(log)
  const words = useMessages()
  const language = useLanguage()
  useLoaded(catalogTexts, hasExperiment([column], catalog))
  const title = titleOf(column, log.events, catalog, words.realProgram, language)
  const titles = useMemo(() => [title], [title])
  const logs = useMemo(() => [log], [log])
  const take = useCallback((at: number) => onAt(at), [onAt])
  const [figure] = useFigures({ titles, logs, focus: 0, at: state.at, onAt: take })
  const hello = log.events[0]
  const refused = useRefusalWords(log.refusal)
  if (log.refusal) return <p className="alert">{refused}</p>
  if (!figure || hello?.kind !== 'hello') return null
  return (
    <>
      <h1 translate="no">{title}</h1>
      <Stage figure={figure} strategy={hello.strategy ?? ''} catalog={catalog} asked={signalsOf(state.settings ?? {})} />
    </>
  )
}

/** The uid says how the run was made, not what it is about. */
function changed({ uid: _, ...settings }: SharedSettings): boolean {
  return Object.keys(settings).length > 0
}

/** Address of the whole page. */
function base(): string {
  return new URL('.', document.baseURI.split('#')[0]).href
}
