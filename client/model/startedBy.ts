/** The settings that say how a program is started, as one choice. Pure. */

import type { RunSettings } from '../../protocol/runSettings.ts'
import { settingParts } from '../../protocol/settings.ts'
import { settingRow } from '../../protocol/settingWords.ts'
import { START_SETTINGS } from '../../protocol/startedBy.ts'

type StartSettings = Partial<Pick<RunSettings, (typeof START_SETTINGS)[number]>>

/** The settings with those of another starter in place of what was set before. */
export function startedLike<S extends StartSettings>(settings: S, starter: StartSettings): S {
  const { inherit: _, 'inherit-block': __, terminal: ___, ...rest } = settings
  return { ...rest, ...starter } as S
}

/** `--inherit HUP=ignore`: what a starter sets, as the command line says it. Empty if it sets nothing. */
export function startedFlags(starter: StartSettings): string {
  return START_SETTINGS.flatMap((key) => partsOf(starter, key).map((word) => `--${key} ${word}`)).join(' ')
}

export function isStartedLike(settings: StartSettings, starter: StartSettings): boolean {
  return startedFlags(settings) === startedFlags(starter)
}

function partsOf(settings: StartSettings, key: (typeof START_SETTINGS)[number]): string[] {
  return settingParts(settings, key).filter((word) => word !== settingRow(key)?.quiet)
}
