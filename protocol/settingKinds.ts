/**
 * The kinds of settings: the shape of each on the wire, and how a command line and a link spell it. This checks the form
 * only; the server checks against the catalog whether names exist. Pure.
 */
import * as z from 'zod/mini'
import { MOMENTS } from './events.ts'

export const DISPOSITIONS = ['default', 'ignore', 'handle'] as const
export const Disposition = z.enum(DISPOSITIONS)
export type Disposition = z.infer<typeof Disposition>

/** What a program can be started with: a handler does not survive execve(2). */
export const INHERITED = ['default', 'ignore'] as const
const Inherited = z.enum(INHERITED)

export const SIDES = ['child', 'parent'] as const

/** A signal that the tracer sends while it stops a task at a moment. */
export const Sending = z.strictObject({ signal: z.string().check(z.maxLength(16)), at: z.enum(MOMENTS), to: z.enum(SIDES) })
export type Sending = z.infer<typeof Sending>

/** The most signals in one setting: there are 64 signals. */
export const MAX_SIGNALS = 64
/** The most signals that one run sends. */
export const MAX_SENDS = 8
const MAX_OWN = 16

export const MAX_WORD = 64
export const word = z.string().check(z.maxLength(MAX_WORD))

/** A name as links have it. */
export const NAME = /^[\w.+-]{1,64}$/
/** A whole number as links have it. */
export const COUNT = /^\d{1,9}$/

/** How the values of one kind are spelled: after `--flag`, and in a link after `flag=`. */
export interface Kind<Value> {
  readonly schema: z.ZodMiniType<Value>
  /** One word for each use of the flag. */
  spell(value: Value): string[]
  /** Adds a word to `before`; undefined if the form of the word is wrong. */
  read(word: string, before: Value | undefined): Value | undefined
  /** What equal values have in common, in any order. Left out: their words. */
  parts?(value: Value): string[]
  /** A unit that the command line appends for its reader. The wire and links leave it out. */
  readonly unit?: string
}

const plain: Kind<string> = {
  schema: word,
  spell: (value) => [value],
  read: (text) => (text.length > 0 && text.length <= MAX_WORD ? text : undefined),
}

const count: Kind<number> = {
  schema: z.int(),
  spell: (value) => [String(value)],
  read: (text) => (COUNT.test(text) ? Number(text) : undefined),
}

function bySignal<Word extends string>(words: readonly Word[], schema: z.ZodMiniType<Word>): Kind<Record<string, Word>> {
  return {
    schema: z.record(word, schema).check(z.refine((map) => Object.keys(map).length <= MAX_SIGNALS, `at most ${MAX_SIGNALS} signals`)),
    spell: (value) => Object.entries(value).map(([signal, disposition]) => `${signal}=${disposition}`),
    read(text, before) {
      const [signal = '', chosen] = text.split('=')
      const disposition = words.find((name) => name === chosen)
      if (!NAME.test(signal) || !disposition) return undefined
      const all = { ...before, [signal]: disposition }
      return Object.keys(all).length <= MAX_SIGNALS ? all : undefined
    },
  }
}

const signals: Kind<string[]> = {
  schema: z.array(word).check(z.maxLength(MAX_SIGNALS)),
  spell: (value) => (value.length > 0 ? [value.join(',')] : []),
  read(text) {
    const names = text.split(',')
    return names.length <= MAX_SIGNALS && names.every((name) => NAME.test(name)) ? names : undefined
  },
  parts: (value) => value,
}

const sendings: Kind<Sending[]> = {
  schema: z.array(Sending).check(z.maxLength(MAX_SENDS)),
  spell: (value) => value.map(({ signal, at, to }) => `${signal}@${at}:${to}`),
  read(text, before = []) {
    const [, signal = '', moment, side = 'child'] = /^([^@]+)@([\w-]+)(?::(\w+))?$/.exec(text) ?? []
    const at = MOMENTS.find((name) => name === moment)
    const to = SIDES.find((name) => name === side)
    if (!at || !to || !NAME.test(signal) || before.length === MAX_SENDS) return undefined
    return [...before, { signal, at, to }]
  },
}

/** In place of the milliseconds: until a person lets go. */
export const UNTIL_LET_GO = 'wait'
type Holds = Partial<Record<(typeof MOMENTS)[number], number | typeof UNTIL_LET_GO>>

const holds: Kind<Holds> = {
  schema: z.partialRecord(z.enum(MOMENTS), z.union([z.int(), z.literal(UNTIL_LET_GO)])),
  spell: (value) => Object.entries(value).map(([moment, ms]) => `${moment}=${ms}`),
  read(text, before) {
    const [moment, ms = ''] = text.split('=')
    const at = MOMENTS.find((name) => name === moment)
    if (!at || !(ms === UNTIL_LET_GO || COUNT.test(ms))) return undefined
    return { ...before, [at]: ms === UNTIL_LET_GO ? ms : Number(ms) }
  },
}

const own: Kind<Record<string, string>> = {
  schema: z.record(word, word).check(z.refine((map) => Object.keys(map).length <= MAX_OWN, `at most ${MAX_OWN} of them`)),
  spell: (value) => Object.entries(value).map(([key, chosen]) => `${key}=${chosen}`),
  read(text, before) {
    const [key = '', chosen = ''] = text.split('=')
    return NAME.test(key) && NAME.test(chosen) ? { ...before, [key]: chosen } : undefined
  },
}

export const KINDS = {
  /** One of the strategy's editions. */
  edition: plain,
  /** One of the choices that the catalog lists. */
  choice: plain,
  /** A whole number within the catalog's bounds. */
  count,
  /** Megabytes. */
  size: { ...count, unit: 'M' },
  /** A disposition by signal name without SIG. */
  dispositions: bySignal(DISPOSITIONS, Disposition),
  /** One that a program can be started with, by signal name without SIG. */
  inherited: bySignal(INHERITED, Inherited),
  /** Signal names without SIG. */
  signals,
  /** Signals sent at a moment to one side. */
  sendings,
  /** Milliseconds by moment, or until a person lets go. */
  holds,
  /** The strategy's own settings, by key. */
  own,
} as const

export type KindName = keyof typeof KINDS
/** The type of a setting of that kind on the wire. */
export type ValueOf<K extends KindName> = (typeof KINDS)[K] extends Kind<infer Value> ? Value : never
