import { type ReactNode, startTransition, useEffect, useState } from 'react'
import { inTurn, turnsAreOver } from './turns.ts'

interface LaterProps {
  /** Its place among all that waits: the lower, the sooner. */
  order: number
  children: ReactNode
}

/** While the page opens, draws its children when it is their turn; afterwards, at once. */
export function Later({ order, children }: LaterProps) {
  const [due, setDue] = useState(turnsAreOver)
  // That it is undone is what says that the children are drawn.
  useEffect(() => (due ? undefined : inTurn(order, () => startTransition(() => setDue(true)))), [due, order])
  return due && children
}
