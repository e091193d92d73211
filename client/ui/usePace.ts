/** The pace of the player, chosen once for every run. The page keeps it; a view outside of a page has one for itself. */
import { createContext, useContext } from 'react'
import { type Pace, USUAL_PACE } from '../model/pace.ts'

export const PaceContext = createContext<readonly [Pace, (pace: Pace) => void]>([USUAL_PACE, () => undefined])

export function usePace(): readonly [Pace, (pace: Pace) => void] {
  return useContext(PaceContext)
}
