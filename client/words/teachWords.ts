/** The words of whoever leads a class, fetched with the console and with its bar. */
import type { RoomWords } from '../../content/languages/en/page/room.ts'
import type { SeatNames } from '../../content/languages/en/page/seatNames.ts'
import type { TeachWords } from '../../content/languages/en/page/teach.ts'
import { messageGroup } from './messageGroup.ts'

const group = messageGroup(import.meta.glob<TeachWords>('../../content/languages/*/page/teach.ts', { import: 'teach' }))
const room = messageGroup(import.meta.glob<RoomWords>('../../content/languages/*/page/room.ts', { import: 'room' }))
const names = messageGroup(import.meta.glob<SeatNames>('../../content/languages/*/page/seatNames.ts', { import: 'seatNames' }))

export const useTeachWords = group.useWords
export const useRoomWords = room.useWords
export const useSeatNames = names.useWords
