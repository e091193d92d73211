/** What the reader has predicted and which lessons are done: stored in this browser, nowhere else. */
import { useCallback, useState } from 'react'
import type { Guessed } from '../../model/predict.ts'

/** `choice` null: the prediction was skipped. */
export interface Prediction {
  choice: number | null
  reason: string
}

/** What the reader says to have seen: one of the answers, or words. Both empty: it was skipped. */
export interface Seen {
  choice: number | null
  words: string
}

/** Where the reader put the two points, in steps of the sliders. Null: it was skipped. */
export type CurveGuess = Record<Guessed, number> | null

export interface Predictions {
  seen: (slug: string) => Seen | undefined
  see: (slug: string, seen: Seen) => void
  curve: (slug: string) => CurveGuess | undefined
  /** Undefined takes the guess back. */
  guess: (slug: string, curve: CurveGuess | undefined) => void
  of: (slug: string) => Prediction | undefined
  predict: (slug: string, prediction: Prediction | null) => void
  done: (slug: string) => boolean
  finish: (slug: string) => void
}

const KEY = 'lessons'
interface Stored {
  predictions: Record<string, Prediction>
  seen: Record<string, Seen>
  curves: Record<string, CurveGuess>
  done: string[]
}

export function usePredictions(): Predictions {
  const [stored, setKept] = useState(read)
  const change = useCallback((next: (before: Stored) => Stored): void => {
    setKept((before) => {
      const after = next(before)
      write(after)
      return after
    })
  }, [])
  const predict = useCallback(
    (slug: string, prediction: Prediction | null): void =>
      // What was seen was seen with that prediction in mind.
      change((stored) => ({
        ...stored,
        predictions: prediction ? { ...stored.predictions, [slug]: prediction } : without(stored.predictions, slug),
        seen: without(stored.seen, slug),
      })),
    [change],
  )
  const finish = useCallback((slug: string): void => change((stored) => ({ ...stored, done: [...new Set([...stored.done, slug])] })), [change])
  const see = useCallback((slug: string, seen: Seen): void => change((stored) => ({ ...stored, seen: { ...stored.seen, [slug]: seen } })), [change])
  const guess = useCallback(
    (slug: string, curve: CurveGuess | undefined): void =>
      change((stored) => ({ ...stored, curves: curve === undefined ? without(stored.curves, slug) : { ...stored.curves, [slug]: curve } })),
    [change],
  )
  return {
    of: (slug) => stored.predictions[slug],
    predict,
    seen: (slug) => stored.seen[slug],
    see,
    curve: (slug) => stored.curves[slug],
    guess,
    done: (slug) => stored.done.includes(slug),
    finish,
  }
}

function without<T>(all: Record<string, T>, slug: string): Record<string, T> {
  const { [slug]: _, ...others } = all
  return others
}

/** What a strict browser or an older page has left is not trusted. */
function read(): Stored {
  const empty: Stored = { predictions: {}, seen: {}, curves: {}, done: [] }
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof value !== 'object' || value === null) return empty
    const { predictions, seen, curves, done } = value as Partial<Record<keyof Stored, unknown>>
    return {
      predictions: those(predictions, isPrediction),
      seen: those(seen, isSeen),
      curves: those(curves, isCurve),
      done: Array.isArray(done) ? done.filter((slug): slug is string => typeof slug === 'string') : [],
    }
  } catch {
    return empty
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

function write(stored: Stored): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(stored))
  } catch {
    // No storage, or it is full: the prediction lasts as long as the page.
  }
}
