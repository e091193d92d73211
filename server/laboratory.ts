/**
 * What this machine can do: asked of the helper once at start, by running it. Every live run goes
 * through here, over HTTP or the socket: checked settings, a place among the runs, a helper.
 */
import { access, constants } from 'node:fs/promises'
import type { Catalog, Check } from '../protocol/catalog.ts'
import { decodeCatalog, decodeCheck, type Verdict } from '../protocol/decode.ts'
import type { Refusal } from '../protocol/errors.ts'
import type { RunSettings } from '../protocol/settings.ts'
import { type Checked, checkSettings } from './checkSettings.ts'
import { askHelper, type Format, type HelperProcess, startHelper } from './helper.ts'
import { refusal } from './refusals.ts'

export type Started = { ok: true; helper: HelperProcess; command: string } | { ok: false; refusal: Refusal }

export interface Laboratory {
  /** Why there are no live runs here; null when there are. */
  readonly refused: Refusal | null
  readonly catalog: Catalog | null
  readonly check: Check | null
  /** Why these settings cannot be run; null when they can. */
  refusalOf(settings: RunSettings): Refusal | null
  start(settings: RunSettings, format: Format): Started
  /** Ends every run and resolves when all are gone. */
  close(): Promise<void>
}

const SETUP_CURE = 'install a C compiler and make (apt-get install build-essential), then npm start again'

/**
 * Asks the helper at `path` what it can do. `exposed`: the server listens beyond
 * loopback, where runs without a sandbox are not offered to strangers.
 */
export async function openLaboratory(path: string, exposed: boolean): Promise<Laboratory> {
  const running = new Set<HelperProcess>()
  const { refused, catalog, check } = await examine(path, exposed)

  function verdictOn(settings: RunSettings): Checked {
    if (refused || !catalog) return { ok: false, refusal: refused ?? noHelper('it did not describe itself') }
    return checkSettings(settings, catalog)
  }

  return {
    refused,
    catalog,
    check,
    refusalOf(settings) {
      const checked = verdictOn(settings)
      return checked.ok ? null : checked.refusal
    },
    start(settings, format) {
      const checked = verdictOn(settings)
      if (!checked.ok) return checked
      const helper = startHelper(path, checked.argv, format)
      running.add(helper)
      void helper.gone.then(() => running.delete(helper))
      return { ok: true, helper, command: ['spawnscope', ...checked.argv].join(' ') }
    },
    async close() {
      const all = [...running]
      for (const helper of all) helper.stop()
      await Promise.all(all.map(({ gone }) => gone))
    },
  }
}

async function examine(path: string, exposed: boolean): Promise<Pick<Laboratory, 'refused' | 'catalog' | 'check'>> {
  const nothing = { catalog: null, check: null }
  if (process.platform !== 'linux')
    return {
      ...nothing,
      refused: refusal('live_unavailable', `live runs need Linux; this is ${process.platform}`, 'run it on Linux, or look at the recorded runs'),
    }
  try {
    await access(path, constants.X_OK)
  } catch {
    return { ...nothing, refused: refusal('live_unavailable', 'the native helper is not built', SETUP_CURE) }
  }
  try {
    const catalog = must(decodeCatalog(await askHelper(path, 'describe')), 'describe')
    const check = must(decodeCheck(await askHelper(path, 'check')), 'check')
    return { catalog, check, refused: refusedBy(check, exposed) }
  } catch (error) {
    return { ...nothing, refused: noHelper(error instanceof Error ? error.message : String(error)) }
  }
}

function refusedBy(check: Check, exposed: boolean): Refusal | null {
  if (!check.live) {
    const missing = check.items.find(({ works, needed }) => needed && !works)
    return refusal(
      'live_unavailable',
      missing ? `${missing.name}: ${missing.found}` : 'tracing does not work here',
      missing?.cure ?? 'run `native/build/spawnscope check`',
    )
  }
  if (exposed)
    return refusal(
      'live_unavailable',
      'this server can be reached from other machines, and runs have no sandbox yet',
      'set HOST=127.0.0.1, or look at the recorded runs',
    )
  return null
}

function noHelper(detail: string): Refusal {
  return refusal('live_unavailable', `the helper does not answer: ${detail}`, 'build it again: npm run setup')
}

function must<T>(verdict: Verdict<T>, what: string): T {
  if (verdict.ok) return verdict.value
  throw new Error(`${what}: ${verdict.code} ${verdict.field} ${verdict.message}`)
}
