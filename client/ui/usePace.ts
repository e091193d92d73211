/** The player's pace, shared by every run of the page. A view outside a page has its own. */
import { createContext, useContext } from 'react'
import { type Pace, USUAL_PACE } from '../model/pace.ts'

export const PaceContext = createContext<readonly [Pace, (pace: Pace) => void]>([USUAL_PACE, () => undefined])

export function usePace(): readonly [Pace, (pace: Pace) => void] {
  return useContext(PaceContext)
}
