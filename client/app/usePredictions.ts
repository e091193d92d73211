/** What the reader has predicted and which lessons are done: kept in this browser, nowhere else. */
import { useCallback, useState } from 'react'

/** `choice` null: the prediction was skipped. */
export interface Prediction {
  choice: number | null
  reason: string
}

export interface Predictions {
  of: (slug: string) => Prediction | undefined
  predict: (slug: string, prediction: Prediction | null) => void
  done: (slug: string) => boolean
  finish: (slug: string) => void
}

const KEY = 'lessons'
interface Kept {
  predictions: Record<string, Prediction>
  done: string[]
}

export function usePredictions(): Predictions {
  const [kept, setKept] = useState(read)
  const change = useCallback((next: (before: Kept) => Kept): void => {
    setKept((before) => {
      const after = next(before)
      write(after)
      return after
    })
  }, [])
  const predict = useCallback(
    (slug: string, prediction: Prediction | null): void =>
      change(({ predictions, done }) => {
        const { [slug]: _, ...others } = predictions
        return { predictions: prediction ? { ...others, [slug]: prediction } : others, done }
      }),
    [change],
  )
  const finish = useCallback((slug: string): void => change(({ predictions, done }) => ({ predictions, done: [...new Set([...done, slug])] })), [change])
  return { of: (slug) => kept.predictions[slug], predict, done: (slug) => kept.done.includes(slug), finish }
}

/** What a strict browser or an older page has left is not trusted. */
function read(): Kept {
  const empty: Kept = { predictions: {}, done: [] }
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof value !== 'object' || value === null) return empty
    const { predictions, done } = value as Partial<Record<keyof Kept, unknown>>
    const entries = typeof predictions === 'object' && predictions !== null ? Object.entries(predictions) : []
    return {
      predictions: Object.fromEntries(entries.filter((entry): entry is [string, Prediction] => isPrediction(entry[1]))),
      done: Array.isArray(done) ? done.filter((slug): slug is string => typeof slug === 'string') : [],
    }
  } catch {
    return empty
  }
}

function isPrediction(value: unknown): value is Prediction {
  if (typeof value !== 'object' || value === null) return false
  const { choice, reason } = value as Partial<Prediction>
  return (choice === null || typeof choice === 'number') && typeof reason === 'string'
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // No storage, or it is full: the prediction lasts as long as the page.
  }
}
