/** What a reader has predicted, seen and done in the lessons: the moves, and how to read it from the browser's storage. Pure. */
import type { Guessed } from '../../model/predict.ts'

/** `choice` null: the reader skipped the prediction. */
export interface Prediction {
  choice: number | null
  reason: string
}

/** What the reader reports having seen: one of the answers, or words. Both empty: skipped. */
export interface Seen {
  choice: number | null
  words: string
}

/** Where the reader put the two points, in steps of the sliders. Null: skipped. */
export type CurveGuess = Record<Guessed, number> | null

export interface Progress {
  predictions: Readonly<Record<string, Prediction>>
  seen: Readonly<Record<string, Seen>>
  curves: Readonly<Record<string, CurveGuess>>
  done: readonly string[]
  /** Where the latest run of an experiment is stored, by experimentKey (runs/keptRuns.ts). */
  runs: Readonly<Record<string, string>>
}

/** Turns the progress before the move into the progress after it. */
export type Move = (before: Progress) => Progress

/** Null takes the prediction back. It also clears what was seen, because the reader saw it with the earlier prediction in mind. */
export function predicted(slug: string, prediction: Prediction | null): Move {
  return (before) => ({ ...before, predictions: withOne(before.predictions, slug, prediction ?? undefined), seen: withOne(before.seen, slug, undefined) })
}

export function saw(slug: string, seen: Seen): Move {
  return (before) => ({ ...before, seen: withOne(before.seen, slug, seen) })
}

/** Undefined takes the guess back. */
export function guessed(slug: string, curve: CurveGuess | undefined): Move {
  return (before) => ({ ...before, curves: withOne(before.curves, slug, curve) })
}

export function finished(slug: string): Move {
  return (before) => (before.done.includes(slug) ? before : { ...before, done: [...before.done, slug] })
}

export function ran(key: string, recording: string): Move {
  return (before) => ({ ...before, runs: withOne(before.runs, key, recording) })
}

function withOne<T>(all: Readonly<Record<string, T>>, slug: string, one: T | undefined): Record<string, T> {
  const { [slug]: _, ...others } = all
  return one === undefined ? others : { ...others, [slug]: one }
}

/** Storage is not trusted, an older page may have written it: malformed entries are dropped. */
export function readProgress(text: string | null): Progress {
  const { predictions, seen, curves, done, runs } = parsed(text)
  return {
    predictions: those(predictions, isPrediction),
    seen: those(seen, isSeen),
    curves: those(curves, isCurve),
    runs: those(runs, (id): id is string => typeof id === 'string'),
    done: Array.isArray(done) ? [...new Set(done.filter((slug): slug is string => typeof slug === 'string'))] : [],
  }
}

function parsed(text: string | null): Partial<Record<keyof Progress, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function those<T>(value: unknown, is: (one: unknown) => one is T): Record<string, T> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => is(entry[1])))
}

function isSeen(value: unknown): value is Seen {
  if (typeof value !== 'object' || value === null) return false
  const { choice, words } = value as Partial<Seen>
  return (choice === null || typeof choice === 'number') && typeof words === 'string'
}

function isCurve(value: unknown): value is CurveGuess {
  if (value === null) return true
  if (typeof value !== 'object') return false
  const { fork, vfork } = value as Partial<NonNullable<CurveGuess>>
  return Number.isFinite(fork) && Number.isFinite(vfork)
}

function isPrediction(value: unknown): value is Prediction {
  if (typeof value !== 'object' || value === null) return false
  const { choice, reason } = value as Partial<Prediction>
  return (choice === null || typeof choice === 'number') && typeof reason === 'string'
}
