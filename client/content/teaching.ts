/** Claims, lessons, incidents, glossary and sources as the build tells them. Fetched with the pages that show them. */
import type { Claim } from '../../protocol/claims.ts'
import type { Incident, Lesson, Source, Term } from '../../protocol/lessons.ts'
import type { Told } from './prose.ts'

export type ToldClaim = Told<Claim>
export type ToldLesson = Told<Lesson> & { slug: string }
export type ToldIncident = Told<Incident>
export type ToldTerm = Told<Term>
export type ToldSource = Told<Source>

const claimFiles = import.meta.glob<ToldClaim[]>('../../content/claims/*.yaml', { query: '?told', import: 'default', eager: true })
const lessonFiles = import.meta.glob<Told<Lesson>>('../../content/lessons/*.yaml', { query: '?told', import: 'default', eager: true })
const incidentFiles = import.meta.glob<ToldIncident[]>('../../content/incidents/*.yaml', { query: '?told', import: 'default', eager: true })
const termFiles = import.meta.glob<ToldTerm[]>('../../content/glossary/*.yaml', { query: '?told', import: 'default', eager: true })
const sourceFiles = import.meta.glob<ToldSource[]>('../../content/sources/*.yaml', { query: '?told', import: 'default', eager: true })

/** In the article's order. */
export const CLAIMS: readonly ToldClaim[] = inOrder(claimFiles)
export const INCIDENTS: readonly ToldIncident[] = inOrder(incidentFiles)
export const TERMS: readonly ToldTerm[] = inOrder(termFiles)
const SOURCES: readonly ToldSource[] = inOrder(sourceFiles)

export const LESSONS: readonly ToldLesson[] = Object.entries(lessonFiles)
  .map(([file, lesson]) => ({ ...lesson, slug: file.replace(/^.*\/|\.yaml$/g, '') }))
  .toSorted((a, b) => a.order - b.order)

const stepFiles = import.meta.glob<Record<string, string[]>>('../../content/strategies/*/sources.yaml', { query: '?steps', import: 'default', eager: true })

/** Where upstream does what a step of our C file does, or checks what a condition checks. */
export function sourcesOfStep(strategy: string, step: string): ToldSource[] {
  return sourcesOf(stepFiles[`../../content/strategies/${strategy}/sources.yaml`]?.[step])
}

/** What the ids of a claim or lesson name. */
export function sourcesOf(ids: readonly string[] | undefined): ToldSource[] {
  return (ids ?? []).flatMap((id) => SOURCES.find((source) => source.id === id) ?? [])
}

function inOrder<T>(files: Record<string, T[]>): T[] {
  return Object.keys(files)
    .toSorted()
    .flatMap((file) => files[file] ?? [])
}
