/**
 * What a run's settings say before it runs: the parent with its memory and signals, what is about to happen to whom, which measure is
 * left out, what the child is to become. Only settings and the catalog's words; what follows from them is for the run to show. Pure.
 */
import type { Catalog, Setting } from '../../protocol/catalog.ts'
import type { MOMENTS } from '../../protocol/events.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import type { Disposition } from '../../protocol/settingKinds.ts'
import { editionNamed, runnable } from './known.ts'
import { type MomentKind, type NamedMoment, namedMoments } from './namedMoments.ts'
import type { Story } from './story.ts'
import { isKey, type TerminalKey } from './terminalKeys.ts'

type At = (typeof MOMENTS)[number]

export interface SignalSetup {
  signal: string
  /** Null: as the parent has it by itself. */
  disposition: Disposition | null
  blocked: boolean
  /** What the parent is started with, before its own start-up; null: nothing is set. */
  started: 'default' | 'ignore' | null
  startedBlocked: boolean
}

export type Happening = { is: 'sent'; signal: string; to: 'child' | 'parent'; at: At } | { is: 'held'; at: At; ms: number | 'wait' }

/** A key of the terminal; it is for a whole group, so for no task in particular. */
export interface Press {
  key: TerminalKey
  at: At | 'running'
}

/** A setting of the strategy itself that the run changes. */
export interface OwnSetting {
  key: string
  value: string
  setting: Setting | undefined
  /** A measure that is on by itself, and is off here. */
  leftOut: boolean
}

export interface Situation {
  strategy: string
  /** The call that is to make the child, as the edition usually does; null while the catalog is missing. */
  mechanism: string | null
  /** MB that the parent has touched; null: hardly any. */
  memoryMb: number | null
  /** Threads beside the one that calls. */
  threads: number
  uid: number | null
  signals: SignalSetup[]
  /** In the order of the moments. */
  happenings: Happening[]
  pressed: Press | null
  own: OwnSetting[]
  /** The target's name in the catalog. */
  target: string
  /** How the program is named and where: the settings `name`, `path` and `cwd` as given. */
  place: { key: 'name' | 'path' | 'cwd'; value: string }[]
}

const ORDER: readonly At[] = ['before-create', 'child-start', 'before-exec', 'after-exec']

export function situationOf(run: RunSettings, catalog: Catalog | null): Situation {
  const {
    strategy,
    signal = {},
    block = [],
    inherit = {},
    'inherit-block': inheritBlock = [],
    send = [],
    hold = {},
    memory,
    threads = 0,
    uid,
    target = 'ok',
    press = '',
  } = run
  const known = catalog ? runnable(catalog).find(({ id }) => id === strategy) : undefined
  const own = Object.entries(run.set ?? {}).map(([key, value]): OwnSetting => {
    const setting = known?.settings.find((one) => one.key === key)
    return { key, value, setting, leftOut: setting?.kind === 'switch' && setting.fallback && value === 'off' }
  })
  // An experiment lets one choose the mechanism by a setting of its own.
  const chosen = own.find(({ value }) => known?.mechanisms.includes(value))?.value
  const named = [...new Set([...Object.keys({ ...inherit, ...signal }), ...inheritBlock, ...block])]
  const happenings: Happening[] = [
    ...send.map(({ signal: sent, at, to }): Happening => ({ is: 'sent', signal: sent, to, at })),
    ...Object.entries(hold).flatMap(([at, ms]): Happening[] => (ms === undefined ? [] : [{ is: 'held', at: at as At, ms }])),
  ]
  return {
    strategy,
    mechanism: chosen ?? (known ? (editionNamed(known, run.edition)?.mechanism ?? null) : null),
    memoryMb: memory === undefined || memory === 0 ? null : memory,
    threads,
    uid: uid ?? null,
    signals: named.map((one) => ({
      signal: one,
      disposition: signal[one] ?? null,
      blocked: block.includes(one),
      started: inherit[one] ?? null,
      startedBlocked: inheritBlock.includes(one),
    })),
    happenings: happenings.toSorted((a, b) => ORDER.indexOf(a.at) - ORDER.indexOf(b.at)),
    pressed: pressOf(press),
    own: own.filter(({ value }) => value !== chosen),
    target,
    place: (['name', 'path', 'cwd'] as const).flatMap((key) => (run[key] === undefined ? [] : [{ key, value: String(run[key]) }])),
  }
}

function pressOf(word: string): Press | null {
  const [key = '', moment] = word.split('@')
  const at = ([...ORDER, 'running'] as const).find((one) => one === moment)
  return isKey(key) && at ? { key, at } : null
}

/** What a run has done, as its events say. */
export interface WhatItDid {
  /** Whose memory the child got; undefined if no child was made, or the log does not say. */
  memory: 'borrowed' | 'copied' | undefined
  parent: NamedMoment[]
  child: NamedMoment[]
  /** How the child ended; undefined if the run does not say. */
  exit: { status: number | null; signal: string | null } | undefined
  /** It became another program. */
  execed: boolean
}

/** These stand in the picture. The others are on the timeline. */
const DRAWN: ReadonlySet<MomentKind> = new Set(['asleep', 'canary', 'waits', 'arrived', 'ignored', 'stopped', 'handler', 'failed', 'told', 'found'])
const MOST = 4

export function whatItDid(story: Story): WhatItDid {
  const all = namedMoments(story)
  const drawn = all.filter(({ kind }) => DRAWN.has(kind))
  const end = story.steps.findLast((step) => step.kind === 'fact' && step.event.kind === 'exit' && step.task === 2)
  const exit = end?.kind === 'fact' && end.event.kind === 'exit' ? { status: end.event.status, signal: end.event.signal } : undefined
  const memory = all.find(({ kind }) => kind === 'borrowed' || kind === 'copied')?.kind
  return {
    memory: memory === 'borrowed' || memory === 'copied' ? memory : undefined,
    parent: drawn.filter(({ task }) => task === 1).slice(0, MOST),
    child: drawn.filter(({ task }) => task === 2).slice(0, MOST),
    exit,
    execed: all.some(({ kind, task }) => kind === 'program' && task === 2),
  }
}
