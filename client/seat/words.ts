/** The words of a class for its followers, in the reader's language. No framework of the figures is loaded for them. */
import type { RoomWords } from '../../content/languages/en/page/room.ts'
import type { SeatNames } from '../../content/languages/en/page/seatNames.ts'
import type { Language } from '../../protocol/language.ts'
import type { SeatName } from '../../protocol/roomMessages.ts'
import { languageFile } from '../content/languageFiles.ts'

const words = languageFile(import.meta.glob<RoomWords>('../../content/languages/*/page/room.ts', { import: 'room' }))
const names = languageFile(import.meta.glob<SeatNames>('../../content/languages/*/page/seatNames.ts', { import: 'seatNames' }))

export interface SeatWords {
  language: Language
  words: RoomWords
  nameOf: (name: SeatName) => string
}

/** Await it before drawing anything in that language. */
export async function loadSeatWords(language: Language): Promise<SeatWords> {
  const [room, seats] = await Promise.all([words.load(language), names.load(language)])
  if (!room || !seats) throw new Error(`content/languages/${language}/page lacks room.ts or seatNames.ts`)
  return { language, words: room, nameOf: ([first, second]) => seats.name(seats.first[first] ?? '', seats.second[second] ?? '') }
}
