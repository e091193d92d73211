/** The reader's predictions and finished lessons, stored in this browser and nowhere else. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { KeptRuns } from '../../runs/keptRuns.ts'
import {
  type CurveGuess,
  finished,
  guessed,
  type Move,
  type Prediction,
  type Progress,
  predicted,
  ran,
  readProgress,
  type Seen,
  saw,
} from './lessonProgress.ts'

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
  /** The stored runs of earlier visits. */
  runs: KeptRuns
}

const KEY = 'lessons'

export function usePredictions(): Predictions {
  const [progress, setProgress] = useState(read)
  /** Moves that could not be stored, because storage is missing or full. They last as long as the page. */
  const unstored = useRef<readonly Move[]>([])
  const change = useCallback((...moves: Move[]): void => {
    unstored.current = [...unstored.current, ...moves]
    // Do not overwrite what another tab has stored meanwhile.
    const after = unstored.current.reduce((before, move) => move(before), read())
    if (moves.length > 0 && write(after)) unstored.current = []
    setProgress(after)
  }, [])
  useEffect(() => {
    const listen = ({ key }: StorageEvent): void => {
      // Null: another tab cleared the storage.
      if (key === KEY || key === null) change()
    }
    window.addEventListener('storage', listen)
    return () => window.removeEventListener('storage', listen)
  }, [change])
  const predict = useCallback((slug: string, prediction: Prediction | null): void => change(predicted(slug, prediction)), [change])
  const finish = useCallback((slug: string): void => change(finished(slug)), [change])
  const see = useCallback((slug: string, seen: Seen): void => change(saw(slug, seen)), [change])
  const guess = useCallback((slug: string, curve: CurveGuess | undefined): void => change(guessed(slug, curve)), [change])
  const keep = useCallback((key: string, recording: string): void => change(ran(key, recording)), [change])
  const runs = useMemo(() => ({ of: progress.runs, keep }), [progress.runs, keep])
  return {
    runs,
    of: (slug) => progress.predictions[slug],
    predict,
    seen: (slug) => progress.seen[slug],
    see,
    curve: (slug) => progress.curves[slug],
    guess,
    done: (slug) => progress.done.includes(slug),
    finish,
  }
}

function read(): Progress {
  try {
    return readProgress(localStorage.getItem(KEY))
  } catch {
    return readProgress(null)
  }
}

function write(progress: Progress): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress))
    return true
  } catch {
    return false
  }
}
