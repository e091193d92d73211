/** Finished runs side by side, stepped through together. */
import { useMemo, useState } from 'react'
import { LinkFaultAlert } from '../../figures/LinkFaultAlert.tsx'
import { NOBODY } from '../../model/claims/settingsAs.ts'
import { type ColumnChoice, linkOf, type SharedSettings } from '../../model/link.ts'
import { knownColumns } from '../../model/unknownColumns.ts'
import { anyUser, useCapabilities } from '../../runs/capabilities.ts'
import { usePageState } from '../../runs/usePageState.ts'
import { Colon } from '../../ui/Colon.tsx'
import { latePart } from '../../ui/latePart.tsx'
import { PageLead } from '../../ui/PageLead.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { WaysIn } from '../../ui/WaysIn.tsx'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useMessages } from '../../words/messages.ts'
import { CompareBody } from './CompareBody.tsx'
import { useColumns } from './useColumns.ts'

/** For links with a name that does not exist. */
const UnknownNames = latePart(async () => (await import('../../figures/UnknownNames.tsx')).UnknownNames)
const FIRST_COLUMNS: ColumnChoice[] = ['rust', 'go', 'ruby', 'nim'].map((strategy) => ({ strategy }))

interface ComparePageProps {
  /** The first page has the ways in, and plays itself. Links to a comparison lead here, too: the page was here first. */
  home?: boolean
}

export function ComparePage({ home = false }: ComparePageProps) {
  const words = useMessages()
  const capabilities = useCapabilities()
  const { state, change, fault } = usePageState()
  const [linked] = useState(Object.keys(state).some((key) => key !== 'language'))
  const { catalog, reach, canRun } = capabilities
  const { columns: named, unknown } = useMemo(
    () => (catalog && state.columns ? knownColumns(state.columns, catalog) : { columns: state.columns ?? [], unknown: [] }),
    [catalog, state.columns],
  )
  const columns = named.length > 0 ? named : FIRST_COLUMNS
  const lead = useMemo(() => <Lead home={home} />, [home])
  const root = anyUser(capabilities.check)
  // Ruby forks when it is privileged, so as root its vfork would never show.
  const settings = useMemo((): SharedSettings => (root ? { uid: NOBODY, ...state.settings } : (state.settings ?? {})), [root, state.settings])
  const { logs, latest, askedFor, ready, runs, runAll, cancel } = useColumns(columns, settings, capabilities)
  // The logs follow the columns a moment later.
  const shown = useMemo(() => (columns.length > logs.length ? columns.slice(0, logs.length) : columns), [columns, logs.length])
  const refusal = reach.is === 'refused' ? reach.refusal : null
  const refused = useRefusalWords(refusal)

  return (
    <main id="main" tabIndex={-1} data-runs={runs}>
      {fault && <LinkFaultAlert fault={fault} />}
      {unknown.length > 0 && <UnknownNames names={unknown} linkTo={(strategy) => `#/compare?${linkOf({ ...state, columns: [...named, { strategy }] })}`} />}
      {refusal && (
        <div role="alert" className="alert">
          <strong>
            {words.alertTitle}
            <Colon />
          </strong>
          {refused} <em>{words.recordedInstead}</em> <code>{refusal.code}</code>
        </div>
      )}
      {lead}
      {catalog && ready && logs.length > 0 && (
        <CompareBody
          catalog={catalog}
          playsItself={home && !linked}
          columns={shown}
          logs={logs}
          latest={latest}
          askedFor={askedFor}
          settings={settings}
          root={root}
          focus={Math.min(state.focus ?? 0, logs.length - 1)}
          at={state.at}
          runs={runs}
          canRun={canRun}
          recorded={reach.is === 'files'}
          onRun={runAll}
          onCancel={cancel}
          onChange={change}
        />
      )}
    </main>
  )
}

/** Drawn once, whatever is run below it. */
function Lead({ home }: { home: boolean }) {
  const words = useMessages()
  if (!home) return <PageLead title={words.pages.compare} text={<WithTerms text={words.compareIntro} />} />
  return (
    <PageLead title={words.tagline} text={words.intro}>
      <WaysIn />
    </PageLead>
  )
}
