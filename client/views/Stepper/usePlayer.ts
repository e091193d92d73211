/** Plays the steps one after the other, and handles the page's keys. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Figure } from '../../model/figure.ts'
import { SHORTEST_MS, SHORTEST_REDUCED_MS, waitOf } from '../../model/pace.ts'
import { takesKey } from '../../ui/takesKey.ts'
import { usePace } from '../../ui/usePace.ts'
import { gapAt, keyMove, playedTo } from './playerMoves.ts'

export function usePlayer(figure: Figure, keys: boolean) {
  const [playing, setPlaying] = useState(false)
  const [pace, setPace] = usePace()
  const latest = useRef({ figure, pace, playing })
  latest.current = { figure, pace, playing }
  const { story, cursor: at } = figure
  const atEnd = playedTo(figure) === undefined

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of each run has its own wait, and so does the end.
  useEffect(() => {
    if (!playing) return
    const step = (): void => {
      // Ask now where to go, not when the wait began: the run may have grown.
      const to = playedTo(latest.current.figure)
      if (to === undefined) setPlaying(false)
      else latest.current.figure.onCursor(to)
    }
    const shortest = matchMedia('(prefers-reduced-motion: reduce)').matches ? SHORTEST_REDUCED_MS : SHORTEST_MS
    const timer = setTimeout(step, waitOf(gapAt(latest.current.figure), pace, shortest).ms)
    return () => clearTimeout(timer)
  }, [playing, pace, at, story, atEnd])

  const toggle = useCallback(() => {
    const { figure: shown, playing: before } = latest.current
    if (!before && playedTo(shown) === undefined) shown.onCursor(0)
    setPlaying(!before)
  }, [])

  // A layout effect: the keys must work as soon as the page is painted.
  useLayoutEffect(() => {
    if (!keys) return
    const listen = (event: KeyboardEvent): void => {
      if (takesKey(event)) return
      const { figure: shown, pace: chosen } = latest.current
      const move = keyMove(event.key, { ...shown, pace: chosen })
      if (move === undefined) return
      if (move === 'let go') return shown.onPin(null)
      if (move === 'play or pause') toggle()
      else if ('pace' in move) setPace(move.pace)
      else shown.onCursor(move.to)
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [keys, toggle, setPace])

  return { playing, toggle }
}
