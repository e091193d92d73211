/** Opens the capabilities once for all pages: asks the outside what can run, and holds the one connection for runs. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Catalog, Check } from '../../protocol/catalog.ts'
import type { HoldOrder } from '../../protocol/clientMessages.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { onTryAgain } from '../content/fetchedOnce.ts'
import type { RunLog } from '../store/runLog.ts'
import { CONNECTION_LOST } from '../transport/connectionLost.ts'
import type { LiveConnection } from '../transport/live.ts'
import type { Capabilities } from './capabilities.ts'
import { outside as chosen } from './outside/chosen.ts'
import type { Outside, Reach } from './outside/outside.ts'

export function useOpenCapabilities(outside: Outside = chosen): Capabilities {
  const [catalog, setCatalog] = useState<Catalog | null>(null)
  const [check, setCheck] = useState<Check | null>(null)
  const [reach, setReach] = useState<Reach>({ is: 'connecting' })
  const live = useRef<LiveConnection | null>(null)
  const [attempt, setAttempt] = useState(0)
  const nobody = reach.is === 'none'
  useEffect(() => (nobody ? onTryAgain(() => setAttempt((before) => before + 1)) : undefined), [nobody])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks again.
  useEffect(() => {
    let gone = false
    const open = async (): Promise<void> => {
      const described = await outside.describe()
      if (gone) return
      startTransition(() => {
        setCatalog(described.catalog)
        setCheck(described.check)
      })
      if (!described.answers) return setReach({ is: 'none' })
      const opened = await outside.connect((next) => !gone && setReach(next))
      if (gone) opened.close()
      else live.current = opened
    }
    // The browser could not fetch the code for the request.
    void open().catch(() => !gone && setReach({ is: 'none' }))
    return () => {
      gone = true
      live.current?.close()
      live.current = null
    }
  }, [outside, attempt])

  // Sends at once: whoever presses a button has the run under way before the page draws anything.
  const run = useCallback(async (settings: RunSettings, log: RunLog): Promise<void> => {
    if (!live.current) return log.finish('cancelled', null)
    await live.current.run(settings, log).catch(() => log.finish('failed', CONNECTION_LOST))
  }, [])
  const cancel = useCallback((log: RunLog) => live.current?.cancel(log), [])
  const watch = useCallback(async (id: string, log: RunLog): Promise<void> => {
    if (live.current) await live.current.watch(id, log)
    else log.finish('failed', CONNECTION_LOST)
  }, [])
  const order = useCallback((log: RunLog, given: HoldOrder) => live.current?.order(log, given), [])

  return useMemo(() => {
    const files = reach.is === 'files'
    return { outside, catalog, check, reach, canRun: files || reach.is === 'open', source: files ? 'recorded' : 'live', run, watch, order, cancel }
  }, [outside, catalog, check, reach, run, watch, order, cancel])
}
