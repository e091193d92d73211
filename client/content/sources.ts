/** What was read: upstream sources, manual pages, issues. As the build compiles them. */
import type { Source } from '../../protocol/lessons.ts'
import { inFileOrder } from './fileOrder.ts'
import type { Compiled } from './prose.ts'

export type CompiledSource = Compiled<Source>

const files = import.meta.glob<CompiledSource[]>('../../content/sources/*.yaml', { query: '?prose', import: 'default', eager: true })
const byId = new Map(inFileOrder(files).map((source) => [source.id, source]))
const stepFiles = import.meta.glob<Record<string, string[]>>('../../content/strategies/*/sources.yaml', { query: '?steps', import: 'default', eager: true })

/** The upstream sources that do what a step of our C file does, or check what a condition checks. */
export function sourcesOfStep(strategy: string, step: string): CompiledSource[] {
  return sourcesOf(stepFiles[`../../content/strategies/${strategy}/sources.yaml`]?.[step])
}

/** The sources that a claim or lesson lists by id. */
export function sourcesOf(ids: readonly string[] | undefined): CompiledSource[] {
  return (ids ?? []).flatMap((id) => byId.get(id) ?? [])
}
