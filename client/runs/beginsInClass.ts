import { keptClass } from '../class/keptClass.ts'
import { hashPath } from './hashAddress.ts'

/** The pages that a follower's class begins with. */
const BEGINS = /^\/(join|r|wall)(\/|$)/

/** Whether an address is one of the small page of a seat. */
export const isSeatPath = (path: string): boolean => BEGINS.test(path)

/** Whether the page follows a class from its first moment: by its address, or because this tab was in one before it was loaded again. */
export function beginsInClass(): boolean {
  const kept = keptClass()
  return BEGINS.test(hashPath()) || (kept !== null && kept.as !== 'teacher')
}
