import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** An element's width, updated when it changes. */
export function useChartWidth<E extends HTMLElement>(fallback: number): [RefObject<E | null>, number] {
  const element = useRef<E>(null)
  const [width, setWidth] = useState(fallback)
  useLayoutEffect(() => {
    if (!element.current) return
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(280, Math.floor(entry.contentRect.width))))
    watch.observe(element.current)
    return () => watch.disconnect()
  }, [])
  return [element, width]
}
