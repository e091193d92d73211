import { type RefObject, useEffect, useRef, useState } from 'react'

/** Pixels of a letter at the usual size; a projector's are larger, and the picture grows with them. */
const USUAL_PX = 16

/** How wide an element is in units of the picture, and how many pixels a unit has; kept up when either changes. */
export function useWidth(): [RefObject<HTMLDivElement | null>, { width: number; scale: number }] {
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
    // A change of the letter's size changes the page's height, if not this width.
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  return [box, size]
}
