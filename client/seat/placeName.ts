/** What a place is called in a sentence: "the Lab", "“fork in slow motion”, step 3". */
import type { RoomWords } from '../../content/languages/en/page/room.ts'
import type { Language } from '../../protocol/language.ts'
import { type ClassPlace, lessonAt } from '../class/places.ts'
import { type LessonQuestion, plainSpoken } from '../content/questions.ts'

export function placeName({ path }: ClassPlace, lesson: LessonQuestion | null | undefined, words: RoomWords, language: Language): string {
  const at = lessonAt(path)
  if (at && lesson) return words.step(plainSpoken(lesson.title, language), at.step)
  const first = path.split('/')[1] ?? ''
  const names = words.pages as Readonly<Record<string, string>>
  return names[first === '' ? 'home' : first] ?? names.home ?? path
}
