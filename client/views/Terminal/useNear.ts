import { type RefObject, useEffect, useState } from 'react'

/** A terminal opens when it is this close to the viewport. */
const AROUND = '10% 0px'

/** Whether an element has come near the viewport. Once true, it stays true. */
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
