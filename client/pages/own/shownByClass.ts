/** A program that the class looks at: it is its teacher's until somebody makes it his own. */
import { useLocation, useSearch } from 'wouter'
import { placeOf, placeOfMoment, samePlace } from '../../class/places.ts'
import { goTo, hashPath, hashQuery } from '../../runs/hashAddress.ts'
import { useClassPart } from '../../runs/useClassroom.ts'

/** Whether this page stands where the class stands, in a seat or on the wall. */
export function useShownByClass(): boolean {
  const here = placeOf(useLocation()[0], useSearch())
  return useClassPart((room) => {
    const moment = room?.view.state?.stage === 'follow' ? room.view.state.moment : null
    return moment !== null && room?.as !== 'teacher' && samePlace(placeOfMoment(moment), here)
  })
}

/** The address is then another than the class's, so the page follows it no more (client/class/following.ts). */
export function makeMine(): void {
  const words = new URLSearchParams(hashQuery())
  words.set('mine', '1')
  goTo(`${hashPath()}?${words}`)
}
