/** "Freeze it": the settings that hold a child until a person lets it go, and the safety that a reader may take away first. Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import type { MOMENTS } from '../../protocol/events.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { UNTIL_LET_GO } from '../../protocol/settingKinds.ts'
import { waitsForPerson } from '../../protocol/settings.ts'

type Moment = (typeof MOMENTS)[number]

/** Where the child is held unless the reader has chosen: in the middle of the window. */
const FREEZE_AT: Moment = 'child-start'
/** The strategies' own settings that protect the window. */
const CARES = ['block_signals', 'reset_dispositions'] as const
export type Care = (typeof CARES)[number]

/** The same run, with its child held until a person lets go. */
export function frozen(settings: RunSettings): RunSettings {
  return waitsForPerson(settings) ? settings : { ...settings, hold: { ...settings.hold, [FREEZE_AT]: UNTIL_LET_GO } }
}

/** The safety measures that this strategy takes unless told otherwise, each with whether these settings leave it on. */
export function caresOf(settings: RunSettings, catalog: Catalog): { care: Care; on: boolean }[] {
  const own = catalog.strategies.find(({ id }) => id === settings.strategy)?.settings ?? []
  return CARES.flatMap((care) => {
    const setting = own.find(({ key }) => key === care)
    if (setting?.kind !== 'switch') return []
    return [{ care, on: (settings.set?.[care] ?? (setting.fallback ? 'on' : 'off')) === 'on' }]
  })
}

export function withCare(settings: RunSettings, care: Care, on: boolean): RunSettings {
  return { ...settings, set: { ...settings.set, [care]: on ? 'on' : 'off' } }
}
