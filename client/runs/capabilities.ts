/** What every page needs from the outside: what can run, whether it can run here, and the runs. */
import { createContext, useContext } from 'react'
import type { Catalog, Check } from '../../protocol/catalog.ts'
import type { HoldOrder } from '../../protocol/clientMessages.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import type { RunLog } from '../store/runLog.ts'
import type { Outside, Reach } from './outside/outside.ts'

export interface Capabilities {
  /** Answers requests for stored runs, source lines and measurements. */
  outside: Outside
  catalog: Catalog | null
  check: Check | null
  reach: Reach
  /** Whether the page can request runs now. */
  canRun: boolean
  /** The kind of run that a request gives. */
  source: RunLog['source']
  /** Runs into the log, at the same time as others; resolves when the run is over. */
  run: (settings: RunSettings, log: RunLog) => Promise<void>
  /** Watches a run of another browser into the log. */
  watch: (id: string, log: RunLog) => Promise<void>
  /** Gives an order for the child of the run in this log, which waits for a person. */
  order: (log: RunLog, order: HoldOrder) => void
  /** Ends the run in this log, waiting or running. */
  cancel: (log: RunLog) => void
}

export const CapabilitiesContext = createContext<Capabilities | null>(null)

export function useCapabilities(): Capabilities {
  const capabilities = useContext(CapabilitiesContext)
  if (!capabilities) throw new Error('a page stands outside the capabilities')
  return capabilities
}

/** Whom a run's parent is made as, if nobody asks for another: root where that is possible, else the server's own user. */
export const uidOf = (check: Check | null): number => (anyUser(check) ? 0 : (check?.uid ?? 1))

/** Whether a run can take any uid: the helper is root on the machine, or in a user namespace of its own. */
export function anyUser(check: Check | null): boolean {
  return check?.sandbox ? check.sandbox.uids === 'any' : check?.uid === 0
}
