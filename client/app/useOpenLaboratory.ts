/** Opens the laboratory once for all pages: asks the server what it can do, and holds the one socket. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Catalog, Check } from '../../protocol/catalog.ts'
import { decodeCatalog, decodeCheck } from '../../protocol/decode.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import { bundledCatalog } from '../content/bundled.ts'
import type { RunLog } from '../store/runLog.ts'
import { connect, type Live } from '../transport/live.ts'
import type { Laboratory, Reach } from './laboratory.ts'

export function useOpenLaboratory(): Laboratory {
  const [catalog, setCatalog] = useState<Catalog | null>(null)
  const [check, setCheck] = useState<Check | null>(null)
  const [reach, setReach] = useState<Reach>({ is: 'connecting' })
  const live = useRef<Live | null>(null)
  const turn = useRef<Promise<void>>(Promise.resolve())
  const cancels = useRef(0)

  useEffect(() => {
    let gone = false
    void loadCatalog().then((loaded) => {
      if (gone) return
      setCatalog(loaded.catalog)
      setCheck(loaded.check)
      if (!loaded.server) setReach({ is: 'none' })
      else live.current ??= connect(socketUrl(), setReach)
    })
    return () => {
      gone = true
      live.current?.close()
      live.current = null
    }
  }, [])

  const run = useCallback((settings: RunSettings, log: RunLog): Promise<void> => {
    const asked = cancels.current
    // A socket has one run at a time (docs/decisions/0003).
    turn.current = turn.current.then(async () => {
      if (asked !== cancels.current || !live.current) return log.finish('cancelled', null)
      await live.current.run(settings, log)
    })
    return turn.current
  }, [])
  const cancel = useCallback(() => {
    cancels.current += 1
    live.current?.cancel()
  }, [])

  return useMemo(() => ({ catalog, check, reach, run, cancel }), [catalog, check, reach, run, cancel])
}

function socketUrl(): string {
  const url = new URL('live', document.baseURI)
  url.protocol = url.protocol.replace('http', 'ws')
  return url.href.split('#')[0] ?? url.href
}

/** The server's own catalog; where there is none, the one that was bundled with the recordings. */
async function loadCatalog(): Promise<{ catalog: Catalog | null; check: Check | null; server: boolean }> {
  const [described, checked] = await Promise.all([textOf('api/describe'), textOf('api/check')])
  const catalog = decodeCatalog(described.text)
  const check = decodeCheck(checked.text)
  return {
    catalog: catalog.ok ? catalog.value : ((await bundledCatalog()) ?? null),
    check: check.ok ? check.value : null,
    server: described.json,
  }
}

async function textOf(path: string): Promise<{ text: string; json: boolean }> {
  try {
    const response = await fetch(new URL(path, document.baseURI))
    return { text: await response.text(), json: response.headers.get('content-type')?.includes('application/json') ?? false }
  } catch {
    // No server: a page of plain files.
    return { text: '', json: false }
  }
}
