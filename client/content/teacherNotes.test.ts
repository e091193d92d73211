import { expect, it } from 'vitest'
import { LANGUAGES } from '../../protocol/language.ts'
import { plainWords } from './prose.ts'
import { loadTeacherNotes } from './teacherNotes.ts'

it('gives the notes on a lesson, in every language', async () => {
  const notes = await loadTeacherNotes('a-process')
  expect(notes?.minutes).toBeGreaterThan(0)
  for (const { id } of LANGUAGES) expect(plainWords(notes?.objection.answer[id] ?? [])).not.toBe('')
})

it('has none on a lesson that there is not', async () => {
  expect(await loadTeacherNotes('no-such-lesson')).toBeUndefined()
})
