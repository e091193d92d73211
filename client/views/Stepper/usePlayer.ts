/** Plays the steps one after the other, and gives the page its keys. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Figure } from '../../model/figure.ts'
import { paceBeside, SHORTEST_MS, SHORTEST_REDUCED_MS, waitOf } from '../../model/pace.ts'
import { nextPhase } from '../../model/phaseJump.ts'
import { takesKey } from '../../ui/takesKey.ts'
import { usePace } from '../../ui/usePace.ts'

export function usePlayer(figure: Figure, keys: boolean) {
  const [playing, setPlaying] = useState(false)
  const [pace, setPace] = usePace()
  const latest = useRef({ figure, pace })
  latest.current = { figure, pace }
  const { cursor: at } = figure

  // biome-ignore lint/correctness/useExhaustiveDependencies: each step has a wait of its own.
  useEffect(() => {
    if (!playing) return
    const { story, cursor } = latest.current.figure
    const [here, next] = [story.steps[cursor], story.steps[cursor + 1]]
    const step = (): void => (next ? latest.current.figure.onCursor(cursor + 1) : setPlaying(false))
    const gap = here && next ? next.ns - here.ns : 0
    const shortest = matchMedia('(prefers-reduced-motion: reduce)').matches ? SHORTEST_REDUCED_MS : SHORTEST_MS
    const timer = setTimeout(step, waitOf(gap, pace, shortest).ms)
    return () => clearTimeout(timer)
  }, [playing, pace, at])

  const toggle = useCallback(() => {
    const { story, cursor, onCursor } = latest.current.figure
    setPlaying((before) => {
      if (!before && cursor >= story.steps.length - 1) onCursor(0)
      return !before
    })
  }, [])

  // Before the page is painted: whoever sees it can use its keys.
  useLayoutEffect(() => {
    if (!keys) return
    const listen = (event: KeyboardEvent): void => {
      if (takesKey(event)) return
      const { story, cursor, onCursor, onPin } = latest.current.figure
      switch (event.key) {
        case 'ArrowRight':
          onCursor(cursor + 1)
          break
        case 'ArrowLeft':
          onCursor(cursor - 1)
          break
        case 'Home':
          onCursor(0)
          break
        case 'End':
          // Not the last step drawn: the log may have grown since.
          onCursor(Number.POSITIVE_INFINITY)
          break
        case '[':
          onCursor(nextPhase(story, cursor, -1))
          break
        case ']':
          onCursor(nextPhase(story, cursor, 1))
          break
        case ',':
          setPace(paceBeside(latest.current.pace, -1))
          break
        case '.':
          setPace(paceBeside(latest.current.pace, 1))
          break
        case ' ':
          toggle()
          break
        case 'Escape':
          onPin(null)
          return
        default:
          return
      }
      event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [keys, toggle, setPace])

  return { playing, toggle }
}
