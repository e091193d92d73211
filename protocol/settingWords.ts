/**
 * Every setting of a run, in one row each. From these rows come the wire (settings.ts), the link, the command line with its
 * completion, the helper's argv, the Lab's groups, the columns of its grid, and which recording may stand in for a run.
 * docs/howto/setting.md says what else a new one needs. Pure.
 */
import type { KindName, ValueOf } from './settingKinds.ts'

/** Where the Lab shows a setting. */
export const GROUPS = ['parent', 'window', 'started', 'limits'] as const
export type Group = (typeof GROUPS)[number]

export interface SettingRow {
  readonly kind: KindName
  /** `strategy`: each column of Compare chooses its own value. `run`: all columns share it, under its own key in the link. */
  readonly of: 'strategy' | 'run'
  readonly group: Group
  /**
   * Whether a recording without it, or with another value, may stand in for a run. `no`: it would show something else.
   * `limit`: the setting only ends long runs. `user`: the recording itself says which user it had.
   */
  readonly standsIn: 'no' | 'limit' | 'user'
  /** The values that the grid tries: the catalog's choices, the chosen signal, or these. Left out: the grid does not vary it. */
  readonly tried?: 'choices' | 'signal' | readonly number[]
  /** Only a server that can become another user accepts it. */
  readonly rootOnly?: true
  /** The command line leaves this value out. */
  readonly quiet?: string
  /** What completion offers for a number. */
  readonly examples?: readonly string[]
}

/** In the order of the command line. */
export const SETTING_WORDS = {
  edition: { kind: 'edition', of: 'strategy', group: 'parent', standsIn: 'no' },
  signal: { kind: 'dispositions', of: 'run', group: 'parent', standsIn: 'no', tried: 'signal' },
  block: { kind: 'signals', of: 'run', group: 'parent', standsIn: 'no', tried: 'signal' },
  inherit: { kind: 'inherited', of: 'run', group: 'parent', standsIn: 'no', tried: 'signal' },
  'inherit-block': { kind: 'signals', of: 'run', group: 'parent', standsIn: 'no', tried: 'signal' },
  terminal: { kind: 'choice', of: 'run', group: 'parent', standsIn: 'no', tried: 'choices', quiet: 'none' },
  press: { kind: 'choice', of: 'run', group: 'window', standsIn: 'no' },
  target: { kind: 'choice', of: 'run', group: 'started', standsIn: 'no', tried: 'choices', quiet: 'ok' },
  send: { kind: 'sendings', of: 'run', group: 'window', standsIn: 'no', tried: 'signal' },
  hold: { kind: 'holds', of: 'run', group: 'window', standsIn: 'no' },
  name: { kind: 'choice', of: 'run', group: 'started', standsIn: 'no', tried: 'choices' },
  cwd: { kind: 'choice', of: 'run', group: 'started', standsIn: 'no', tried: 'choices' },
  path: { kind: 'choice', of: 'run', group: 'started', standsIn: 'no', tried: 'choices' },
  uid: { kind: 'count', of: 'run', group: 'parent', standsIn: 'user', tried: [0, 65534], rootOnly: true },
  nice: { kind: 'count', of: 'run', group: 'parent', standsIn: 'no', tried: [0, 10] },
  memory: {
    ...{ kind: 'size', of: 'run', group: 'parent', standsIn: 'no', tried: [0, 64, 512] },
    examples: ['16M', '64M', '256M', '1G'],
  },
  threads: { kind: 'count', of: 'run', group: 'parent', standsIn: 'no', tried: [0, 4] },
  timeout: { kind: 'count', of: 'run', group: 'limits', standsIn: 'limit' },
  'max-events': { kind: 'count', of: 'run', group: 'limits', standsIn: 'limit' },
  set: { kind: 'own', of: 'strategy', group: 'parent', standsIn: 'no' },
} as const satisfies Record<string, SettingRow>

export type SettingKey = keyof typeof SETTING_WORDS
/** The type of the setting on the wire. */
export type SettingValue<K extends SettingKey> = ValueOf<(typeof SETTING_WORDS)[K]['kind']>
/** The settings whose row says `of`: `strategy` or `run`. */
export type KeyOf<Of extends SettingRow['of']> = {
  [K in SettingKey]: (typeof SETTING_WORDS)[K]['of'] extends Of ? K : never
}[SettingKey]

export const SETTING_KEYS = Object.keys(SETTING_WORDS) as SettingKey[]

const isOf =
  <Of extends SettingRow['of']>(of: Of) =>
  (key: SettingKey): key is KeyOf<Of> =>
    SETTING_WORDS[key].of === of

export const SHARED_KEYS = SETTING_KEYS.filter(isOf('run'))

/** The row of a setting; undefined if no setting has this name. */
export function settingRow(key: string): SettingRow | undefined {
  return isSettingKey(key) ? SETTING_WORDS[key] : undefined
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTING_WORDS, key)
}
