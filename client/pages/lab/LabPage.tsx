/** The Lab: settings on the left, runs on the right, and a prompt that takes the same settings. */
import { useCallback, useMemo, useState } from 'react'
import { catalogTexts } from '../../content/catalogWords.ts'
import { checkTexts } from '../../content/checkTexts.ts'
import { LinkFaultAlert } from '../../figures/LinkFaultAlert.tsx'
import { NOBODY } from '../../model/claims/settingsAs.ts'
import { labLink, labOf } from '../../model/labLink.ts'
import { knownColumns } from '../../model/unknownColumns.ts'
import { anyUser, useCapabilities } from '../../runs/capabilities.ts'
import { usePageState } from '../../runs/usePageState.ts'
import { Later } from '../../ui/Later.tsx'
import { latePart } from '../../ui/latePart.tsx'
import { PageLead } from '../../ui/PageLead.tsx'
import { useLabWords } from '../../words/labWords.ts'
import { withWords } from '../../words/messageGroup.ts'
import { LabBody } from './LabBody.tsx'

// The settings use the catalog's texts, and the prompt uses those of `check`.
withWords(catalogTexts)
withWords(checkTexts)

const FIRST = 'ruby'
/** Loaded after the runs, because it brings the whole measurement. */
const UnknownNames = latePart(async () => (await import('../../figures/UnknownNames.tsx')).UnknownNames)
const LabObserver = latePart(async () => (await import('./LabObserver.tsx')).LabObserver)
/** The same element always, so that it is drawn once. */
const OBSERVER = (
  <Later order={7}>
    <LabObserver />
  </Later>
)

export function LabPage() {
  const words = useLabWords()
  const capabilities = useCapabilities()
  const { state, change, fault } = usePageState()
  // A link to a grid needs no introduction either.
  const [ran, setRan] = useState(state.grid !== undefined)
  const root = anyUser(capabilities.check)
  // Ruby forks when it is privileged, so as root its vfork would never show.
  const { catalog } = capabilities
  const { columns, unknown } = useMemo(
    () => (catalog && state.columns ? knownColumns(state.columns, catalog) : { columns: state.columns, unknown: [] }),
    [catalog, state.columns],
  )
  const { run, stored } = useMemo(() => labOf({ strategy: FIRST, ...(root && { uid: NOBODY }) }, columns, state.settings), [root, columns, state.settings])
  // The same object as long as it says the same: the link also changes when a run is stored.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for all that it says.
  const settings = useMemo(() => run, [JSON.stringify(run)])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same.
  const named = useMemo(() => stored, [stored.join(' ')])
  const onRun = useCallback(() => setRan(true), [])
  return (
    <main id="main" tabIndex={-1} className="lab-page" data-ran={ran}>
      {fault && <LinkFaultAlert fault={fault} />}
      {unknown.length > 0 && <UnknownNames names={unknown} linkTo={(strategy) => labLink({ ...state.settings, strategy })} />}
      <PageLead title={words.title} text={words.intro} />
      {capabilities.catalog && (
        <LabBody
          {...{ capabilities, root }}
          stored={named}
          catalog={capabilities.catalog}
          settings={settings}
          at={state.at}
          gridChoice={state.grid}
          fromLink={state.columns !== undefined || state.grid !== undefined}
          onChange={change}
          onRun={onRun}
        />
      )}
      {capabilities.catalog && OBSERVER}
    </main>
  )
}
