/** Which setting of a real program the page's settings ask for. Pure. */
import type { RunSettings } from '../../../protocol/settings.ts'
import type { Specimen } from '../../../protocol/specimen.ts'
import { settingsOf } from './settingsOf.ts'

type Shared = Omit<RunSettings, 'strategy' | 'edition'>

/** A real program has the settings its language can make; `fits` is false where none of them is what was asked, and it runs plain. */
export interface SettingFor {
  name: string
  fits: boolean
}

export function settingFor(wanted: Shared, { settings }: Specimen): SettingFor {
  const all = settings.filter(({ build }) => build === undefined).map(({ name, ours }) => ({ name, ours: settingsOf(ours) }))
  // Where a program cares who its user is, its settings name one, and the one that names none is run by root.
  const cares = all.some(({ ours }) => ours.uid !== undefined)
  const word = spelled(wanted, cares && wanted.uid === 0)
  const found = all.find(({ ours }) => spelled(ours, cares && !ours.uid) === word)
  return { name: found?.name ?? 'plain', fits: found !== undefined }
}

/** How long a run may last is no setting of the program, and of ordinary users one is as good as another. */
function spelled(
  { uid: _user, timeout: _time, 'max-events': _most, specimen: _real, target = 'ok', signal = {}, block = [], ...rest }: Shared,
  root: boolean,
): string {
  const all = { ...rest, target, root, signal: Object.entries(signal).sort(byName), block: [...block].sort() }
  return JSON.stringify(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .sort(byName),
  )
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b)
}
