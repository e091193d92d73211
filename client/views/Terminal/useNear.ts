import { type RefObject, useEffect, useState } from 'react'

/** So far around what is seen a terminal is opened. */
const AROUND = '10% 0px'

/** Whether an element has come near to what is seen. Once it has, it stays so. */
export function useNear(box: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    const { current } = box
    if (near || !current) return
    const observer = new IntersectionObserver((entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)), { rootMargin: AROUND })
    observer.observe(current)
    return () => observer.disconnect()
  }, [box, near])
  return near
}
