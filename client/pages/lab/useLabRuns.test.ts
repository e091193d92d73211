// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { catalog } from '../../model/testing/catalog.ts'
import { recorded } from '../../model/testing/recordedEvents.ts'
import type { Outside } from '../../runs/outside/outside.ts'
import { RunLog } from '../../store/runLog.ts'
import { capabilitiesOf } from '../../testing/capabilities.ts'
import { draw } from '../../testing/drawn.ts'
import { over } from '../../testing/over.ts'
import { Runner } from '../../testing/runner.ts'
import { serveShippedFiles } from '../../testing/shippedFiles.ts'
import type { LabRun } from './labRunList.ts'
import { useBusy, useLabRuns, useShownRuns } from './useLabRuns.ts'

const GONE = { code: 'unknown_recording', message: 'there is no such run', cure: 'run it again', field: '' } as const
const NONE: readonly string[] = []

let runner: Runner
beforeEach(() => {
  runner = new Runner()
  serveShippedFiles()
  // A page with a server. Vitest passes the string "false", which is truthy.
  vi.stubEnv('PLAIN_FILES', '')
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

/** Stores one run, under the id `kept`. */
const outside = {
  async stored(id, sink) {
    if (id !== 'kept') return sink.finish('failed', GONE)
    sink.append(recorded('go'), [])
    sink.finish('ended', null, id)
  },
} satisfies Partial<Outside> as unknown as Outside

function lab(first: RunSettings = { strategy: 'ruby' }, stored = NONE) {
  const capabilities = capabilitiesOf(runner, { outside })
  return draw((settings: RunSettings) => {
    const acts = useLabRuns(capabilities, catalog, settings, stored)
    return { ...acts, ...useShownRuns(acts), busy: useBusy(acts) }
  }, first)
}

/** A Lab in which only the test starts runs. */
async function started(...strategies: string[]) {
  const page = await lab({ strategy: 'none' })
  await page.settled()
  const logs = strategies.map((strategy) => page.now.start({ strategy }).log)
  await page.settled()
  return { page, logs }
}

const said = ({ runs }: { runs: readonly LabRun[] }): string[] => runs.map(({ settings, log }) => `${settings.strategy} ${log.source} ${log.status}`)

it('before anything is run, it shows the recorded run of its strategy', async () => {
  const page = await lab({ strategy: 'ruby', block: ['USR1'] })
  const { runs } = await page.until(({ runs: all }) => all.length > 0)
  expect(runs[0]?.settings).toEqual({ strategy: 'ruby' })
  if (runs[0]) await over(runs[0].log)
  expect(said(page.now)).toEqual(['ruby recorded ended'])
  expect(runner.begun).toEqual([])
})

it('if another strategy is chosen meanwhile, only that one’s recorded run appears', async () => {
  let release = (): void => {}
  serveShippedFiles((path) => (path.includes('/ruby/') ? new Promise((resolve) => (release = resolve)) : undefined))
  const page = await lab({ strategy: 'ruby' })
  await page.again({ strategy: 'go' })
  await page.until(({ runs }) => runs.length > 0)
  release()
  await page.settled()
  expect(page.now.runs.map(({ settings }) => settings.strategy)).toEqual(['go'])
})

it('a recorded run that arrives after the reader’s first run is dropped', async () => {
  let release = (): void => {}
  serveShippedFiles(() => new Promise((resolve) => (release = resolve)))
  const page = await lab({ strategy: 'ruby' })
  page.now.start({ strategy: 'go' })
  release()
  ;(await runner.next()).end()
  await page.until(({ busy }) => !busy)
  expect(said(page.now)).toEqual(['go live ended'])
})

it('a run that has begun changes nothing that is shown, until there is something to draw', async () => {
  const { page } = await started('rust')
  ;(await runner.next()).end()
  await page.until(({ busy }) => !busy)
  const { runs } = page.now
  const { log } = page.now.start({ strategy: 'go' })
  log.append(recorded('go').slice(0, 5), [])
  expect(await page.settled()).toMatchObject({ busy: true, focus: { settings: { strategy: 'rust' } } })
  expect(page.now.runs).toBe(runs)
  expect(page.now.store.begun.map(({ settings }) => settings.strategy)).toEqual(['go', 'rust'])
  // It lasts, so it is drawn meanwhile.
  await page.until(({ focus }) => focus?.log === log)
  expect(said(page.now)).toEqual(['go live running', 'rust live ended'])
  expect(page.now.busy).toBe(true)
  ;(await runner.next()).end()
  await page.until(({ busy }) => !busy)
  expect(said(page.now)).toEqual(['go live ended', 'rust live ended'])
})

it('runs start at once; the newest comes first and gets the focus, whichever is drawn first; the Lab is busy until the last is drawn', async () => {
  const { page } = await started('rust', 'go')
  const [rust, go] = [await runner.next(), await runner.next()]
  go.end()
  await page.until(({ runs }) => runs.length > 0)
  expect(page.now).toMatchObject({ busy: true, focus: { settings: { strategy: 'go' } } })
  rust.end()
  await page.until(({ busy }) => !busy)
  expect(said(page.now)).toEqual(['go live ended', 'rust live ended'])
  expect(page.now.focus?.settings.strategy).toBe('go')
})

it('what the reader asked for is the latest drawn, so that it is looked at from its beginning; a recording is not', async () => {
  const page = await lab({ strategy: 'ruby' })
  await page.until(({ runs }) => runs.length > 0)
  expect(page.now.drawn).toBe(0)
  const { id } = page.now.start({ strategy: 'go' })
  ;(await runner.next()).end()
  await page.until(({ busy }) => !busy)
  expect(page.now.drawn).toBe(id)
})

it('a cancel ends the runs under way', async () => {
  const { page } = await started('rust', 'go')
  page.now.cancel()
  await page.until(({ busy }) => !busy)
  expect(said(page.now)).toEqual(['go live cancelled', 'rust live cancelled'])
})

it('a failed run says why, and stays', async () => {
  const { page } = await started('rust')
  ;(await runner.next()).refuse(GONE)
  await page.until(({ busy }) => !busy)
  expect(page.now.focus?.log).toMatchObject({ status: 'failed', refusal: GONE })
})

it('leaving the Lab ends the runs, but not one that was already over', async () => {
  const { page, logs } = await started('rust', 'go')
  page.leave()
  expect(logs.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
  expect(runner.cancels).toBe(2)
  const other = await started('rust')
  runner.begun.at(-1)?.end()
  await other.page.until(({ busy }) => !busy)
  other.page.leave()
  expect(runner.cancels).toBe(2)
})

/** A Lab with these runs, all over. */
async function ran(...strategies: string[]) {
  const { page } = await started(...strategies)
  for (const one of runner.begun) one.end()
  await page.until(({ busy }) => !busy)
  return page
}

it('keeps at most six', async () => {
  const page = await ran('rust', 'go', 'nim', 'ruby', 'node', 'fork', 'vfork')
  expect(page.now.runs.map(({ settings }) => settings.strategy)).toEqual(['vfork', 'fork', 'node', 'ruby', 'nim', 'go'])
})

it('the focused run keeps the focus when another is dropped; when it is dropped itself, the newest gets it', async () => {
  const page = await ran('rust', 'go', 'nim')
  const [nim, go, rust] = page.now.runs.map(({ id }) => id)
  page.now.store.look(rust ?? 0)
  page.now.store.drop(go ?? 0)
  expect((await page.settled()).focus?.id).toBe(rust)
  page.now.store.drop(rust ?? 0)
  expect((await page.settled()).focus?.id).toBe(nim)
  page.now.store.drop(nim ?? 0)
  expect(await page.settled()).toMatchObject({ focus: null, runs: [] })
})

it('a run that was made elsewhere is added at once and gets the focus', async () => {
  const page = await ran('rust')
  const log = new RunLog('live', () => {})
  page.now.store.keep({ strategy: 'nim' }, log)
  expect((await page.settled()).focus).toMatchObject({ settings: { strategy: 'nim' }, log })
})

it('stored runs of a link keep its order and are named by how they were made; one that is gone, by its id', async () => {
  const page = await lab({ strategy: 'ruby' }, ['kept', 'lost'])
  await page.settled()
  expect(page.now.runs.map(({ settings, log: { recording, refusal } }) => [settings.strategy, recording, refusal])).toEqual([
    ['go', 'kept', null],
    ['lost', null, GONE],
  ])
  expect(page.now.focus?.log.recording).toBe('kept')
  expect(runner.begun).toEqual([])
})
