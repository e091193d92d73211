/** Claims, lessons, incidents and sources, as the build compiles them. Fetched with the pages that show them. */
import type { Claim } from '../../protocol/claims.ts'
import type { Incident, Lesson, Source } from '../../protocol/lessons.ts'
import { inCourseOrder } from './courseOrder.ts'
import type { Compiled } from './prose.ts'

export type CompiledClaim = Compiled<Claim>
export type CompiledLesson = Compiled<Lesson> & { slug: string }
export type CompiledIncident = Compiled<Incident>
export type CompiledSource = Compiled<Source>

const claimFiles = import.meta.glob<CompiledClaim[]>('../../content/claims/*.yaml', { query: '?prose', import: 'default', eager: true })
const lessonFiles = import.meta.glob<Compiled<Lesson>>('../../content/lessons/*.yaml', { query: '?prose', import: 'default', eager: true })
const incidentFiles = import.meta.glob<CompiledIncident[]>('../../content/incidents/*.yaml', { query: '?prose', import: 'default', eager: true })
const sourceFiles = import.meta.glob<CompiledSource[]>('../../content/sources/*.yaml', { query: '?prose', import: 'default', eager: true })

/** In the article's order. */
export const CLAIMS: readonly CompiledClaim[] = inOrder(claimFiles)
export const INCIDENTS: readonly CompiledIncident[] = inOrder(incidentFiles)
const SOURCES: readonly CompiledSource[] = inOrder(sourceFiles)

export const LESSONS: readonly CompiledLesson[] = inCourseOrder(
  Object.entries(lessonFiles).map(([file, lesson]) => ({ ...lesson, slug: file.replace(/^.*\/|\.yaml$/g, '') })),
)

const stepFiles = import.meta.glob<Record<string, string[]>>('../../content/strategies/*/sources.yaml', { query: '?steps', import: 'default', eager: true })

/** The upstream sources that do what a step of our C file does, or check what a condition checks. */
export function sourcesOfStep(strategy: string, step: string): CompiledSource[] {
  return sourcesOf(stepFiles[`../../content/strategies/${strategy}/sources.yaml`]?.[step])
}

/** The sources that a claim or lesson lists by id. */
export function sourcesOf(ids: readonly string[] | undefined): CompiledSource[] {
  return (ids ?? []).flatMap((id) => SOURCES.find((source) => source.id === id) ?? [])
}

function inOrder<T>(files: Record<string, T[]>): T[] {
  return Object.keys(files)
    .toSorted()
    .flatMap((file) => files[file] ?? [])
}
