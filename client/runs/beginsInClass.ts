import { keptClass } from '../class/keptClass.ts'
import { isSeatPath } from '../class/places.ts'
import { hashPath } from './hashAddress.ts'

/** Whether the page follows a class from its first moment: by its address, or because this tab was in one before it was loaded again. */
export function beginsInClass(): boolean {
  const kept = keptClass()
  return isSeatPath(hashPath()) || (kept !== null && kept.as !== 'teacher')
}
