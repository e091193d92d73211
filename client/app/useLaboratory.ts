/** Joins transport and store: what can be run, the runs of the columns, and the one button. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Catalog, Check } from '../../protocol/catalog.ts'
import { decodeCatalog, decodeCheck } from '../../protocol/decode.ts'
import { bundledCatalog, recordingOf } from '../content/bundled.ts'
import { RunLog } from '../store/runLog.ts'
import { type Connection, connect, type Live } from '../transport/live.ts'
import { playRecording } from '../transport/recorded.ts'
import type { SharedSettings } from '../views/Settings/Settings.tsx'

export type Runs = 'idle' | 'running' | 'ended'
export type Reach = Connection | { is: 'none' }

const nextFrame = (publish: () => void): void => {
  requestAnimationFrame(publish)
}

export interface Laboratory {
  catalog: Catalog | null
  check: Check | null
  reach: Reach
  logs: RunLog[]
  runs: Runs
  runAll: (settings: SharedSettings) => Promise<void>
  cancel: () => void
}

/** `columns`: the strategy of each column. A column without a live run shows the recorded one. */
export function useLaboratory(columns: readonly string[]): Laboratory {
  const [catalog, setCatalog] = useState<Catalog | null>(null)
  const [check, setCheck] = useState<Check | null>(null)
  const [reach, setReach] = useState<Reach>({ is: 'connecting' })
  const [logs, setLogs] = useState<RunLog[]>(() => columns.map(emptyLog))
  const [runs, setRuns] = useState<Runs>('idle')
  const live = useRef<Live | null>(null)
  const cancelled = useRef(false)
  const shown = useRef<string[]>([])

  useEffect(() => {
    void loadCatalog().then((loaded) => {
      setCatalog(loaded.catalog)
      setCheck(loaded.check)
      if (!loaded.server) setReach({ is: 'none' })
      else live.current ??= connect(socketUrl(), setReach)
    })
    return () => {
      live.current?.close()
      live.current = null
    }
  }, [])

  useEffect(() => {
    const before = shown.current
    shown.current = [...columns]
    columns.forEach((id, at) => {
      if (before[at] === id) return
      const log = emptyLog()
      setLogs((all) => columns.map((_, n) => (n === at ? log : (all[n] ?? emptyLog()))))
      void recordingOf(id).then((ndjson) => ndjson && playRecording(ndjson, log))
    })
  }, [columns])

  const runAll = useCallback(
    async (settings: SharedSettings): Promise<void> => {
      setRuns('running')
      cancelled.current = false
      for (const [at, strategy] of columns.entries()) {
        if (cancelled.current || !live.current) break
        const log = new RunLog('live', nextFrame)
        setLogs((all) => all.map((other, n) => (n === at ? log : other)))
        await live.current.run({ ...settings, strategy }, log)
      }
      setRuns('ended')
    },
    [columns],
  )
  const cancel = useCallback(() => {
    cancelled.current = true
    live.current?.cancel()
  }, [])

  return { catalog, check, reach, logs, runs, runAll, cancel }
}

function emptyLog(): RunLog {
  return new RunLog('recorded', nextFrame)
}

function socketUrl(): string {
  const url = new URL('live', document.baseURI)
  url.protocol = url.protocol.replace('http', 'ws')
  return url.href.split('#')[0] ?? url.href
}

/** The server's own catalog; where there is none, the one that was bundled with the recordings. */
async function loadCatalog(): Promise<{ catalog: Catalog | null; check: Check | null; server: boolean }> {
  const described = await textOf('api/describe')
  const checked = await textOf('api/check')
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
