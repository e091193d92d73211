/** What every page needs of the outside: what can be run, whether it can be run here, and the one run at a time. */
import { createContext, useContext } from 'react'
import type { Catalog, Check } from '../../protocol/catalog.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import type { RunLog } from '../store/runLog.ts'
import type { Outside, Reach } from './outside/outside.ts'

export interface Capabilities {
  /** Who answers: for what is kept, what is read, what is measured. */
  outside: Outside
  catalog: Catalog | null
  check: Check | null
  reach: Reach
  /** Can runs be asked for now? */
  canRun: boolean
  /** What comes of asking. */
  source: RunLog['source']
  /** Runs into the log; resolves when it is over. Runs given meanwhile wait for their turn. */
  run: (settings: RunSettings, log: RunLog) => Promise<void>
  /** Ends the run under way and drops those that wait. */
  cancel: () => void
}

export const CapabilitiesContext = createContext<Capabilities | null>(null)

export function useCapabilities(): Capabilities {
  const capabilities = useContext(CapabilitiesContext)
  if (!capabilities) throw new Error('a page stands outside the capabilities')
  return capabilities
}

/** Whether a run may play any user: root on the machine, or in a user namespace of its own. */
export function anyUser(check: Check | null): boolean {
  return check?.sandbox ? check.sandbox.uids === 'any' : check?.uid === 0
}
