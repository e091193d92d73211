/** Plays the steps one after the other, and gives the page its keys. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Figure } from '../../model/figure.ts'
import { nextPhase } from '../../model/phaseJump.ts'
import { takesKey } from '../../ui/takesKey.ts'
import { SPEEDS } from './speeds.ts'

export function usePlayer(figure: Figure, keys: boolean) {
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<number>(SPEEDS[1])
  const latest = useRef(figure)
  latest.current = figure

  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => {
      const { story, cursor, onCursor } = latest.current
      if (cursor >= story.steps.length - 1) setPlaying(false)
      else onCursor(cursor + 1)
    }, speed)
    return () => clearInterval(timer)
  }, [playing, speed])

  const toggle = useCallback(() => {
    const { story, cursor, onCursor } = latest.current
    setPlaying((before) => {
      if (!before && cursor >= story.steps.length - 1) onCursor(0)
      return !before
    })
  }, [])

  useEffect(() => {
    if (!keys) return
    const listen = (event: KeyboardEvent): void => {
      if (takesKey(event)) return
      const { story, cursor, onCursor, onPin } = latest.current
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
          onCursor(story.steps.length - 1)
          break
        case '[':
          onCursor(nextPhase(story, cursor, -1))
          break
        case ']':
          onCursor(nextPhase(story, cursor, 1))
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
  }, [keys, toggle])

  return { playing, speed, setSpeed, toggle }
}
