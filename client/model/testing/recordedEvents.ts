/** The recordings that ship with the project, for tests. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { decodeEvent } from '../../../protocol/decode.ts'
import type { TraceEvent } from '../../../protocol/events.ts'

const STRATEGIES = path.join(import.meta.dirname, '../../../content/strategies')

/** Every strategy with a folder in content/, in alphabetical order. */
export function recordedStrategies(): string[] {
  return readdirSync(STRATEGIES).toSorted()
}

export function recorded(strategy: string, name = 'today'): TraceEvent[] {
  const text = readFileSync(path.join(STRATEGIES, strategy, `recordings/${name}.ndjson`), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const verdict = decodeEvent(line)
      if (!verdict.ok) throw new Error(`${strategy}: ${verdict.field}: ${verdict.message}`)
      return verdict.value
    })
}
