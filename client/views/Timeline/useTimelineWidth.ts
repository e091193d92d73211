import { type RefObject, useEffect, useRef, useState } from 'react'

/** Pixels of a letter at the usual size. On a projector letters are larger, and the picture grows with them. */
const USUAL_PX = 16

/** An element's width in units of the picture, and the pixels of a unit; updated when either changes. */
export function useTimelineWidth(): [RefObject<HTMLDivElement | null>, { width: number; scale: number }] {
  const box = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, scale: 1 })
  useEffect(() => {
    const { current } = box
    if (!current) return
    const measure = (): void => {
      const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_PX
      const width = current.clientWidth / scale
      setSize((before) => (before.width === width && before.scale === scale ? before : { width, scale }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    // A change of letter size may leave this width alone, but it changes the page's height.
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  return [box, size]
}
