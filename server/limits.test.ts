import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LIMIT_TABLE } from './limits.ts'

it('docs/operating/README.md lists every limit, in order, as it is', () => {
  const manual = readFileSync(new URL('../docs/operating/README.md', import.meta.url), 'utf8')
  const rows = [...manual.matchAll(/^\| `([A-Z_]+)` \| (.+?) \| (.+) \|$/gm)]
  // A limit that depends on the machine has a rule in words, not a number.
  const defaults: Record<string, string> = { RUNS_AT_ONCE: '6 × cores', RUNS_AT_ONCE_PER_ADDRESS: '2 × cores', MEMORY_MB: 'half of free memory' }
  expect(rows.map((row) => row.slice(1))).toEqual(
    Object.entries(LIMIT_TABLE).map(([name, { value, says }]) => [name, defaults[name] ?? value.toLocaleString('en'), says]),
  )
})
