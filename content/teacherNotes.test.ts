/**
 * Every lesson has a teacher's notes, short enough to be read at a glance. content/introduced.test.ts does not read them: who teaches
 * knows the terms, and no pupil sees the notes.
 */
import { describe, expect, it } from 'vitest'
import { filesOf } from '../build/content/contentFiles.ts'
import { proseOf } from '../build/content/prose.ts'
import { plainWords } from '../client/content/prose.ts'

const lessons = new Map(filesOf('lessons').map(({ slug, value }) => [slug, value]))
const notes = filesOf('teacherNotes')

/** Letters, of an English text. */
const GLANCE = 210
/** What the two votes, the talk between them and the run take, besides the reading. */
const CLASS_MINUTES = { least: 3, most: 6 }

it('every lesson has notes, and all notes are on a lesson', () => {
  expect(notes.map(({ slug }) => slug)).toEqual([...lessons.keys()])
})

describe.each(notes)('$file', ({ slug, value: { aim, minutes, ask, wrong, objection } }) => {
  const texts = [aim, ...ask, ...wrong, objection.says, objection.answer]

  it('can be read at a glance', () => {
    expect(texts.filter((text) => plainWords(proseOf(text)).length > GLANCE)).toEqual([])
  })

  it('leaves a class more time than a reader', () => {
    const more = minutes - (lessons.get(slug)?.minutes ?? 0)
    expect(more).toBeGreaterThanOrEqual(CLASS_MINUTES.least)
    expect(more).toBeLessThanOrEqual(CLASS_MINUTES.most)
  })

  it('asks questions', () => {
    expect(ask.filter((text) => !text.includes('?'))).toEqual([])
  })
})
