/** The Lab: settings on the left, runs on the right, and a prompt that takes the same. */
import { lazy, Suspense, useMemo } from 'react'
import type { RunSettings } from '../../../protocol/settings.ts'
import { catalogTexts } from '../../content/catalogWords.ts'
import { checkTexts } from '../../content/checkWords.ts'
import { LinkFaultAlert } from '../../figures/LinkFaultAlert.tsx'
import { NOBODY } from '../../model/claims/settingsAs.ts'
import { anyUser, useCapabilities } from '../../runs/capabilities.ts'
import { usePageState } from '../../runs/usePageState.ts'
import { Later } from '../../ui/Later.tsx'
import { PageLead } from '../../ui/PageLead.tsx'
import { useLabWords } from '../../words/labWords.ts'
import { withWords } from '../../words/messageGroup.ts'
import { LabBody } from './LabBody.tsx'

// Its settings say what the catalog says, its prompt what `check` says, too.
withWords(catalogTexts)
withWords(checkTexts)

const FIRST = 'ruby'
/** The whole measurement comes with it: not before the runs. */
const LabObserver = lazy(async () => ({ default: (await import('./LabObserver.tsx')).LabObserver }))

export function LabPage() {
  const words = useLabWords()
  const capabilities = useCapabilities()
  const { state, change, fault } = usePageState()
  const root = anyUser(capabilities.check)
  // One column names the settings; stored runs are those that were stored beside each other.
  const column = state.columns?.find(({ recording, specimen }) => recording === undefined && specimen === undefined)
  const storedWord = state.columns?.flatMap(({ recording }) => recording ?? []).join(' ') ?? ''
  const stored = useMemo(() => storedWord.split(' ').filter(Boolean), [storedWord])
  // Ruby forks when it is privileged: as root one would never see its vfork.
  const settings = useMemo((): RunSettings => {
    const { strategy = FIRST, edition, set } = column ?? {}
    return {
      strategy,
      ...(edition !== undefined && { edition }),
      ...(set && { set }),
      ...(root && { uid: NOBODY }),
      ...state.settings,
    }
  }, [column, root, state.settings])
  return (
    <main id="main" tabIndex={-1}>
      {fault && <LinkFaultAlert fault={fault} />}
      <PageLead title={words.title} text={words.intro} />
      {capabilities.catalog && (
        <LabBody catalog={capabilities.catalog} capabilities={capabilities} settings={settings} stored={stored} at={state.at} root={root} onChange={change} />
      )}
      {capabilities.catalog && (
        <Later order={7}>
          <Suspense>
            <LabObserver />
          </Suspense>
        </Later>
      )}
    </main>
  )
}
