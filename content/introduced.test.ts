/**
 * Nobody meets a term before it is explained: in the order of the lessons, the first text that uses a term of the glossary links it.
 * The card of a lesson (title, question, what one learns) may name what the lesson then introduces.
 */
import { expect, it } from 'vitest'
import { filesOf } from '../build/content/contentFiles.ts'
import type { Content } from '../build/content/load.ts'
import { proseOf } from '../build/content/prose.ts'
import type { Prose } from '../client/content/prose.ts'

type Lesson = Content<'lessons'>
type Step = Lesson['steps'][number]
type Term = Content<'glossary'>[number]

const terms = filesOf('glossary').flatMap(({ value }) => value)
const course = filesOf('lessons').toSorted((a, b) => a.value.order - b.value.order)

/** The texts of a step, in the order in which one reads them. */
function textsOf(step: Step): string[] {
  switch (step.kind) {
    case 'look':
    case 'run':
      return step.text
    case 'predict':
      return [step.question, ...step.options.map(({ text }) => text), ...step.options.map(({ reason }) => reason)]
    case 'explain':
      return (step.facts ?? []).map(({ says }) => says)
    case 'curve':
      return [...step.text, step.because]
    case 'change':
      return [step.task, ...step.tries.map(({ label }) => label), step.reached]
  }
}

/** Whether the words use the term. Code is not meant: `clone` in it is the call itself, which the reader is shown. */
function uses(words: string, { term, forms = [term] }: Pick<Term, 'term' | 'forms'>): boolean {
  return forms.some((form) => new RegExp(`(?<![\\w-])${form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:s|'s)?(?![\\w-])`, 'iu').test(words))
}

/** The terms that a text uses before it links them, and those that it links. */
function read(parts: Prose[], known: ReadonlySet<string>): { unknown: string[]; linked: string[] } {
  const linked = new Set<string>()
  const unknown = new Set<string>()
  for (const part of parts) {
    if (part.kind === 'code') continue
    const words = 'text' in part ? part.text : ''
    if (part.kind === 'term') linked.add(part.to)
    for (const term of terms) if (!known.has(term.id) && !linked.has(term.id) && uses(words, term)) unknown.add(term.id)
  }
  return { unknown: [...unknown], linked: [...linked] }
}

/** `lesson: term: text` for each use of a term that no text has linked so far. */
function tooEarly(lessons: readonly { slug: string; value: Pick<Lesson, 'steps'> }[]): string[] {
  const known = new Set<string>()
  return lessons.flatMap(({ slug, value }) =>
    value.steps.flatMap(textsOf).flatMap((text) => {
      const { unknown, linked } = read(proseOf(text), known)
      for (const id of [...unknown, ...linked]) known.add(id)
      return unknown.map((id) => `${slug}: ${id}: ${text}`)
    }),
  )
}

const lesson = (...text: string[]): Parameters<typeof tooEarly>[0][number] => ({ slug: 'one', value: { steps: [{ kind: 'look', text } as Step] } })

it('knows a term, its forms and its plural, and a link to it', () => {
  expect(tooEarly([lesson('It becomes a zombie.')])).toHaveLength(1)
  expect(tooEarly([lesson('Two zombies.')])).toHaveLength(1)
  expect(tooEarly([lesson('A [zombie](term:zombie), then a zombie.')])).toEqual([])
  expect(tooEarly([lesson('A zombie, that is: a [zombie](term:zombie).')])).toHaveLength(1)
  expect(tooEarly([lesson('`zombie`, a zombielike thing')])).toEqual([])
})

it('introduces each term where the course first uses it', () => {
  expect(course.length).toBeGreaterThan(25)
  expect(tooEarly(course)).toEqual([])
})
