/** `content/recorded/x.ndjson?machines` → the number of runs for each machine, so that no page reads them all to count. */
import path from 'node:path'
import type { Plugin } from 'vite'
import { decodeEvent } from '../../protocol/decode.ts'
import { derived } from './derived.ts'

export const machines = (): Plugin => derived('machines', countMachines)

/** Counts by the first event of each run, which names the machine. */
function countMachines(text: string, file: string): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const line of text.split('\n')) {
    if (!line.includes('"kind":"hello"')) continue
    const verdict = decodeEvent(line)
    if (!verdict.ok || verdict.value.kind !== 'hello')
      throw new Error(`${path.relative(process.cwd(), file)}: a run begins with what is no hello: ${line.slice(0, 100)}`)
    const { kernel, libc, arch, helper } = verdict.value
    const machine = `Linux ${kernel}, ${libc}, ${arch}, spawnscope ${helper}`
    counted[machine] = (counted[machine] ?? 0) + 1
  }
  return counted
}
