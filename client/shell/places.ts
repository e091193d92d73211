/** Everywhere the palette can go beside the pages: lessons, claims, incidents, terms, real programs. A file of its own, fetched when the palette opens. */
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { CLAIMS } from '../content/claims.ts'
import { TERMS } from '../content/glossary.ts'
import { INCIDENTS } from '../content/incidents.ts'
import { LESSONS } from '../content/lessons.ts'
import { type CompiledText, plainWords } from '../content/prose.ts'
import { OTHERS } from '../content/runtimes.ts'

export type PaletteKind = 'lesson' | 'claim' | 'incident' | 'term' | 'real'

export interface PalettePlace {
  kind: PaletteKind
  /** In the reader's language. */
  name: string
  /** In English, which is found as well. */
  english: string
  /** A path of the page. */
  to: string
}

export function placesIn(language: Language): PalettePlace[] {
  const place = (kind: PaletteKind, words: CompiledText, to: string): PalettePlace => ({
    kind,
    name: plainWords(words[language]),
    english: plainWords(words[LANGUAGES[0].id]),
    to,
  })
  return [
    ...LESSONS.map(({ slug, title }) => place('lesson', title, `/lessons/${slug}`)),
    ...TERMS.map(({ id, term }) => place('term', term, `/glossary/${id}`)),
    ...CLAIMS.map(({ id, says }) => place('claim', says, `/claims/${id}`)),
    ...INCIDENTS.map(({ id, title, project }) => {
      const one = place('incident', title, `/incidents/${id}`)
      return { ...one, name: `${project}: ${one.name}`, english: `${project}: ${one.english}` }
    }),
    ...OTHERS.map(({ name }): PalettePlace => ({ kind: 'real', name, english: name, to: '/real' })),
  ]
}
