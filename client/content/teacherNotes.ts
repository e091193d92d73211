/** A teacher's notes on each lesson. Each is a file of its own, fetched when it is asked for: readers who do not teach fetch none. */
import type { TeacherNotes } from '../../protocol/teacherNotes.ts'
import { fetchedOnce } from './fetchedOnce.ts'
import type { Compiled } from './prose.ts'

export type CompiledTeacherNotes = Compiled<TeacherNotes>

const files = import.meta.glob<CompiledTeacherNotes>('../../content/teacherNotes/*.yaml', { query: '?prose', import: 'default' })
const notes = new Map(Object.entries(files).map(([file, get]) => [file.replace(/^.*\/|\.yaml$/g, ''), fetchedOnce(get)]))

/** The notes on a lesson, in every language; undefined if there is no such lesson. Fails with NotFetched; the next call fetches anew. */
export async function loadTeacherNotes(slug: string): Promise<CompiledTeacherNotes | undefined> {
  return notes.get(slug)?.load()
}
