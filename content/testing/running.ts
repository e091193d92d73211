/** Checks settings from content as the server does, and runs them with the real helper. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type AsWhom, settingsAs } from '../../client/model/claims/settingsAs.ts'
import { helper } from '../../native/tests/running.ts'
import { decodeCatalog, decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { checkSettings } from '../../server/capabilities/checkSettings.ts'

const catalog = decodeCatalog(readFileSync(path.join(import.meta.dirname, '../catalog.json'), 'utf8'))
const UID = process.getuid?.() ?? 0
const runs = new Map<string, TraceEvent[]>()

/** What is wrong with the settings, in the server's words; undefined if they are valid. */
export function refusedSettings(run: RunSettings): string | undefined {
  if (!catalog.ok) throw new Error(`content/catalog.json: ${catalog.field} ${catalog.message}; npm run record`)
  const checked = checkSettings(run, catalog.value)
  return checked.ok ? undefined : `${checked.refusal.message}: ${checked.refusal.cure}`
}

/** The events of one run. Runs equal settings only once. Undefined if only root could run them. */
export function eventsOf(run: RunSettings, as: AsWhom | undefined): TraceEvent[] | undefined {
  const settings = settingsAs(run, as, UID)
  if (!settings || !catalog.ok) return undefined
  const checked = checkSettings(settings, catalog.value)
  if (!checked.ok) throw new Error(`${checked.refusal.message}: ${checked.refusal.cure}`)
  const key = checked.argv.join(' ')
  const known = runs.get(key)
  if (known) return known
  const { stdout, stderr } = helper(...checked.argv)
  const events = stdout
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const verdict = decodeEvent(line)
      return verdict.ok ? [asAsked(verdict.value, checked.argv)] : []
    })
  if (events.length === 0) throw new Error(`spawnscope ${key}: ${stderr}`)
  runs.set(key, events)
  return events
}

/** The time that a busy machine gets is no part of what was asked. */
const asAsked = (event: TraceEvent, argv: readonly string[]): TraceEvent =>
  event.kind === 'hello' ? { ...event, argv: [...event.argv.slice(0, 1), ...argv] } : event
