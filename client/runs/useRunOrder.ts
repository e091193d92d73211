/** Whether runs that were asked for together start together. A person may want them in turn: then none disturbs another. */
import { createContext, useContext } from 'react'

export const RUN_ORDERS = ['together', 'in-turn'] as const
export type RunOrder = (typeof RUN_ORDERS)[number]

export const RunOrderContext = createContext<readonly [RunOrder, (order: RunOrder) => void]>(['together', () => undefined])

export function useRunOrder(): readonly [RunOrder, (order: RunOrder) => void] {
  return useContext(RunOrderContext)
}
