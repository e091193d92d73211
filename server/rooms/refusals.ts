/** The refusals of rooms. Each code has its words in every language (content/languages/ID/errors.md). */
import type { Refusal } from '../../protocol/errors.ts'
import { refusal } from '../refusals.ts'

export const unknownRoom = (): Refusal => refusal('unknown_room', 'there is no such class here', 'ask your teacher for the link: a class ends after some hours')
export const unknownCode = (): Refusal => refusal('unknown_code', 'no class has this code', 'look at the eight digits again, or use the QR code')
export const roomSlow = (): Refusal =>
  refusal('room_slow', 'too many wrong codes come from your network', 'use the QR code or the link, which are never slowed down')
export const roomLocked = (): Refusal => refusal('room_locked', 'this class takes nobody new', 'ask your teacher to unlock it')
export const roomFull = (most: number): Refusal => refusal('room_full', `this class has ${most} already`, 'ask your teacher, or look along with a neighbour')
export const roomRemoved = (): Refusal =>
  refusal('room_removed', 'your teacher has taken this seat out of the class', 'ask your teacher: he can let you back in')
export const roomsOff = (): Refusal =>
  refusal('rooms_off', 'no classes are held on this server', 'run your own: npx spawnscope --classroom, or ask the operator for SPAWNSCOPE_ROOMS=on')
export const roomsFull = (most: number): Refusal => refusal('rooms_full', `${most} classes are open here`, 'finish one of yours, or try again later')
export const roomPassword = (): Refusal => refusal('room_password', 'this server wants a password of whoever opens a class', 'ask the operator for it')
export const storeAway = (): Refusal => refusal('room_store_away', 'the server cannot store anything at the moment', 'wait: the page sends it again by itself')
export const notInRoom = (): Refusal => refusal('not_in_room', 'this browser is in no class', 'enter one first')
export const notTeacher = (): Refusal => refusal('not_teacher', 'this key does not lead this class', 'use the link that the class was opened with')
