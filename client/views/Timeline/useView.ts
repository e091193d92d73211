/** The visible part of the run: zoom and pan, by wheel, drag and keys. */
import { useCallback, useState } from 'react'

export interface TimelineView {
  from: number
  to: number
}

const NARROWEST = 4

export function useView(length: number) {
  const [chosen, setChosen] = useState<TimelineView | null>(null)
  const view = chosen ?? { from: 0, to: Math.max(length, 1) }

  const show = useCallback(
    (from: number, to: number) => {
      const span = Math.min(Math.max(to - from, NARROWEST), length)
      if (span >= length) return setChosen(null)
      const start = Math.max(0, Math.min(from, length - span))
      setChosen({ from: start, to: start + span })
    },
    [length],
  )
  /** `around` stays in place. A factor below 1 zooms in. */
  const zoom = (factor: number, around: number): void => {
    const span = (view.to - view.from) * factor
    const share = (around - view.from) / (view.to - view.from)
    show(around - span * share, around + span * (1 - share))
  }
  const pan = (by: number): void => show(view.from + by, view.to + by)
  /** Pans until a step is visible. */
  const reveal = (at: number): void => {
    const span = view.to - view.from
    if (chosen && (at < view.from || at + 1 > view.to)) show(at + 0.5 - span / 2, at + 0.5 + span / 2)
  }
  return { view, zoomed: chosen !== null, zoom, pan, reveal, whole: () => setChosen(null) }
}
