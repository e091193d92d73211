/** Plays the steps one after the other, and handles the page's keys. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Figure } from '../../model/figure.ts'
import { namedMoments } from '../../model/namedMoments.ts'
import { SHORTEST_MS, SHORTEST_REDUCED_MS, waitOf } from '../../model/pace.ts'
import type { Story } from '../../model/story.ts'
import { prefersReducedMotion } from '../../ui/prefersReducedMotion.ts'
import { takesKey } from '../../ui/takesKey.ts'
import { usePace } from '../../ui/usePace.ts'
import { gapAt, keyMove, playedTo } from './playerMoves.ts'

/** A run that plays itself, once, from its first step. Whatever the reader does to the cursor ends it. */
export interface Tour {
  /** A new number begins a tour; 0: there is none. */
  number: number
  /** Whether it stands for a moment: runs are under way, and each of its steps would delay them. */
  waits: () => boolean
  onEnd: () => void
}

/** How often a tour that waits looks whether it may go on. */
const WAIT_MS = 100
/** On a tour a named moment stays this many times longer, so that its name can be read. */
const MOMENT_STAYS = 2.5

interface Touring {
  story: Story
  /** The cursor is on its way from here to there. Anywhere else, the reader has moved it. */
  from: number
  to: number
}

export function usePlayer(figure: Figure, keys: boolean, tour?: Tour) {
  const [playing, setPlaying] = useState(false)
  const [pace, setPace] = usePace()
  const touring = useRef<Touring | null>(null)
  const latest = useRef({ figure, pace, playing, tour })
  latest.current = { figure, pace, playing, tour }
  const { story, cursor: at } = figure
  const atEnd = playedTo(figure) === undefined

  const endTour = useCallback(() => {
    if (!touring.current) return
    touring.current = null
    setPlaying(false)
    latest.current.tour?.onEnd()
  }, [])

  const number = tour?.number ?? 0
  const begun = useRef(0)
  const empty = story.steps.length === 0
  useEffect(() => {
    // A run may be drawn before its first step has come.
    if (number === begun.current || empty) return
    begun.current = number
    const { figure: shown } = latest.current
    touring.current = { story: shown.story, from: shown.cursor, to: 0 }
    shown.onCursor(0)
    setPlaying(true)
  }, [number, empty])
  useEffect(() => {
    const now = touring.current
    if (now && (now.story !== story || (at !== now.from && at !== now.to))) endTour()
  }, [at, story, endTour])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of each run has its own wait, and so does the end.
  useEffect(() => {
    if (!playing) return
    const step = (): void => {
      if (touring.current && latest.current.tour?.waits()) {
        timer = setTimeout(step, WAIT_MS)
        return
      }
      // Ask now where to go, not when the wait began: the run may have grown.
      const { figure: shown } = latest.current
      const to = playedTo(shown)
      if (to === undefined) {
        setPlaying(false)
        endTour()
        return
      }
      if (touring.current) touring.current = { story: shown.story, from: shown.cursor, to }
      shown.onCursor(to)
    }
    const shortest = prefersReducedMotion() ? SHORTEST_REDUCED_MS : SHORTEST_MS
    const { figure: shown } = latest.current
    const stays = touring.current && namedMoments(shown.story).some(({ index }) => index === at) ? MOMENT_STAYS : 1
    let timer = setTimeout(step, waitOf(gapAt(shown), pace, shortest).ms * stays)
    return () => clearTimeout(timer)
  }, [playing, pace, at, story, atEnd])

  const toggle = useCallback(() => {
    const { figure: shown, playing: before } = latest.current
    if (touring.current) return endTour()
    if (!before && playedTo(shown) === undefined) shown.onCursor(0)
    setPlaying(!before)
  }, [endTour])

  // A layout effect: the keys must work as soon as the page is painted.
  useLayoutEffect(() => {
    if (!keys) return
    let pressed = ''
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
      pressed = event.key
    }
    // Firefox presses a focused button when Space comes up, whatever happened when it went down.
    const release = (event: KeyboardEvent): void => {
      if (event.key === pressed) event.preventDefault()
      pressed = ''
    }
    window.addEventListener('keydown', listen)
    window.addEventListener('keyup', release)
    return () => {
      window.removeEventListener('keydown', listen)
      window.removeEventListener('keyup', release)
    }
  }, [keys, toggle, setPace])

  return { playing, toggle, touring: playing && touring.current !== null }
}
