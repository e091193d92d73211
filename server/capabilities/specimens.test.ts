/** The real programs through the server, inside its sandbox: every one that was built here, under every setting. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { likenessOf } from '../../client/model/likeness/likeness.ts'
import { phasedWindow } from '../../client/model/likeness/phased.ts'
import { settingsOf } from '../../client/model/likeness/settingsOf.ts'
import { oursBeside, windowOf } from '../../client/model/likeness/window.ts'
import { catalog } from '../../client/model/testing/catalog.ts'
import { HELPER, liveRuns } from '../../native/tests/liveRuns.ts'
import { decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { BuiltSpecimens } from '../../protocol/specimen.ts'
import { type BuiltToolchain, otherToolchains, toolchains } from '../../scripts/specimens/build.ts'
import { knownDifferences } from '../../scripts/specimens/compare.ts'
import { editionOf } from '../../scripts/specimens/runSpecimen.ts'
import type { Serving } from '../serve.ts'
import { startServer } from '../testing/fakeServer.ts'
import { builtSpecimens, checkSpecimen } from './specimens.ts'

const built = builtSpecimens(HELPER)
const cases = built.flatMap(({ strategy, settings }) => settings.map(({ name }) => ({ strategy, name })))
const all = [...toolchains(), ...otherToolchains()]
const recreated = toolchains().flatMap(({ strategy }) => (built.some((one) => one.strategy === strategy) ? [strategy] : []))
const live = liveRuns()

it('refuses what was not built, with the cure', () => {
  expect(checkSpecimen({ strategy: 'cobol', specimen: 'plain' }, built, catalog)).toMatchObject({
    ok: false,
    refusal: { code: 'unknown_strategy', field: 'strategy' },
  })
  expect(checkSpecimen({ strategy: 'rust', specimen: 'plain' }, [], catalog)).toMatchObject({
    ok: false,
    refusal: { cure: expect.stringContaining('npm run specimens') },
  })
})

describe('the signals of a real program', () => {
  const go: BuiltSpecimens = [
    {
      strategy: 'go',
      runtime: 'Go',
      version: '1.26',
      takes: ['ignore', 'handle'],
      settings: [{ name: 'plain', argv: ['trace', '--pin', 'on', '--', 'spawn', 'ok'], uid: null }],
    },
  ]
  const checked = (more: object) => checkSpecimen({ strategy: 'go', specimen: 'plain', ...more }, go, catalog)

  it('become what trace hands on, and words for the program', () => {
    expect(checked({ inherit: { HUP: 'ignore' }, 'inherit-block': ['USR1', 'USR2'], signal: { PIPE: 'ignore' } })).toEqual({
      ok: true,
      argv: ['trace', '--signal', 'HUP=ignore', '--block', 'USR1,USR2', '--pin', 'on', '--', 'spawn', 'ok', 'ignore=PIPE'],
      uid: undefined,
    })
  })
  it.each([
    [{ block: ['USR1'] }, 'bad_value', 'block', 'inherit-block'],
    [{ signal: { PIPE: 'default' } }, 'bad_value', 'signal', 'inherit'],
    [{ signal: { RT_3: 'ignore' } }, 'bad_value', 'signal', 'inherit'],
    [{ inherit: { KILL: 'ignore' } }, 'bad_value', 'inherit.KILL', 'leave it out'],
    [{ inherit: { WINE: 'ignore' } }, 'unknown_signal', 'inherit.WINE', 'signal(7)'],
    [{ memory: 64 }, 'unknown_setting', 'memory', 'inherit-block'],
  ])('%j is refused with the cure', (more, code, field, cure) => {
    expect(checked(more)).toMatchObject({ ok: false, refusal: { code, field, cure: expect.stringContaining(cure) } })
  })
})

describe.runIf(live && built.length > 0)('POST /api/runs with a specimen', () => {
  let server: Serving
  beforeAll(async () => {
    // One client requests all of them, faster than a reader would.
    server = await startServer('real', { SPAWNSCOPE_RUNS_PER_CLIENT: '1000' })
  })
  afterAll(() => server.close())

  const post = (body: object): Promise<Response> =>
    fetch(`${server.url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  it('is offered by /api/describe, with versions', async () => {
    const catalog = (await (await fetch(`${server.url}/api/describe`)).json()) as { specimens: { strategy: string; version: string }[] }
    expect(catalog.specimens.map(({ strategy, version }) => [strategy, version])).toEqual(built.map(({ strategy, version }) => [strategy, version]))
  })

  it.each(cases)('$strategy $name spawns, and its window is found', async ({ strategy, name }) => {
    const response = await post({ strategy, specimen: name })
    const text = await response.text()
    expect([response.status, text.slice(0, 200)]).toEqual([200, expect.stringContaining('"hello"')])
    const events = text.trimEnd().split('\n').map(event)
    const { specimen } = toolchainOf(strategy)
    const window = windowOf(events, specimen.window)
    if (!window) throw new Error('no window')
    expect(window.child.some(({ call }) => call === 'execve')).toBe(true)
    const phases = new Set(phasedWindow(events, window).flatMap(({ phase }) => phase ?? []))
    expect([...phases]).toEqual(expect.arrayContaining(['create', 'exec']))
    if (strategy === 'ruby') expect(window.create.call === 'vfork').toBe(name !== 'privileged')
  })

  it.each(recreated)('%s is as like ours inside the sandbox as outside', async (strategy) => {
    const toolchain = toolchainOf(strategy)
    const { specimen } = toolchain
    const eventsFor = async (body: object): Promise<TraceEvent[]> => (await (await post(body)).text()).trimEnd().split('\n').map(event)
    const ours = windowOf(
      await eventsFor({ strategy, edition: editionOf(toolchain), ...settingsOf(specimen.settings.find(({ name }) => name === 'plain')?.ours ?? []) }),
      oursBeside(specimen.window),
    )
    const real = windowOf(await eventsFor({ strategy, specimen: 'plain' }), specimen.window)
    if (!ours || !real) throw new Error('no window')
    const { pairs } = likenessOf(ours, real, knownDifferences(toolchain))
    expect(pairs.filter(({ verdict, explained }) => verdict !== 'same' && explained === undefined)).toEqual([])
  })

  it('takes nothing else of a visitor', async () => {
    const [{ strategy = '', name = '' } = {}] = cases
    for (const more of [{ uid: 0 }, { target: 'missing' }, { cwd: '/' }]) expect((await post({ strategy, specimen: name, ...more })).status).toBe(400)
    expect(await (await post({ strategy, specimen: '../../etc/passwd' })).json()).toMatchObject({ code: 'unknown_setting', field: 'specimen' })
  })
})

function toolchainOf(strategy: string): BuiltToolchain {
  const found = all.find((one) => one.strategy === strategy)
  if (!found) throw new Error(`no specimen of ${strategy}`)
  return found
}

function event(line: string): TraceEvent {
  const verdict = decodeEvent(line)
  if (!verdict.ok) throw new Error(`${verdict.field}: ${line.slice(0, 200)}`)
  return verdict.value
}
