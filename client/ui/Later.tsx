import { type ReactNode, startTransition, useEffect, useState } from 'react'
import { inTurn, turnsAreOver } from './turns.ts'

interface LaterProps {
  /** Place in the queue: the lower, the sooner. */
  order: number
  children: ReactNode
}

/** While the page opens, draws its children when it is their turn; afterwards, at once. */
export function Later({ order, children }: LaterProps) {
  const [due, setDue] = useState(turnsAreOver)
  // Cleanup runs when the children are on screen.
  useEffect(() => (due ? undefined : inTurn(order, () => startTransition(() => setDue(true)))), [due, order])
  return due && children
}
