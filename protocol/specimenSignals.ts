/**
 * The settings of a run that a real program takes as well: what it is started with, which `spawnscope trace` sets, and what it
 * does to its own signals, which it is told by words. Pure.
 */
import type { RunSettings } from './runSettings.ts'
import type { SPECIMEN_WORDS } from './specimen.ts'

export const SIGNAL_SETTINGS = ['signal', 'block', 'inherit', 'inherit-block'] as const
export type SignalSettings = Pick<RunSettings, (typeof SIGNAL_SETTINGS)[number]>

/** The signal settings of a run, without those that say nothing. */
export function signalSettings(settings: Partial<RunSettings>): SignalSettings {
  return Object.fromEntries(
    SIGNAL_SETTINGS.flatMap((key) => {
      const value = settings[key]
      return value === undefined || Object.keys(value).length === 0 ? [] : [[key, value]]
    }),
  )
}

/** Options of `spawnscope trace`, before the program. */
export function inheritOptions({ inherit = {}, 'inherit-block': blocked = [] }: SignalSettings): string[] {
  return [
    ...Object.entries(inherit).flatMap(([name, disposition]) => ['--signal', `${name}=${disposition}`]),
    ...(blocked.length > 0 ? ['--block', blocked.join(',')] : []),
  ]
}

/** A word for the program: what it does, and to which signal. */
export interface SignalWord {
  does: (typeof SPECIMEN_WORDS)[number]
  signal: string
}

export function signalWords({ signal = {}, block = [] }: SignalSettings): SignalWord[] {
  return [
    ...Object.entries(signal).map(([name, does]): SignalWord => ({ does, signal: name })),
    ...block.map((name): SignalWord => ({ does: 'block', signal: name })),
  ]
}

export const spellWord = ({ does, signal }: SignalWord): string => `${does}=${signal}`

/** Programs know the classic signals by their names; not those of real time. */
const CLASSIC = /^(?!RT)[A-Z]+\d?$/

/** The first word that this program does not know; undefined: it takes all of them. */
export function refusedWord(settings: SignalSettings, takes: readonly string[] = []): SignalWord | undefined {
  return signalWords(settings).find(({ does, signal }) => !takes.includes(does) || !CLASSIC.test(signal))
}
