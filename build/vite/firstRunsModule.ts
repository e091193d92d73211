/**
 * `content/strategies/FIRST/recordings/today.ndjson?firstruns` → the recorded runs of all columns with which Compare opens, by
 * strategy. They resemble each other, so that one file of them is much smaller than four.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'
import { FIRST_COLUMNS } from './comesFirst.ts'
import { derived } from './derived.ts'

export const firstRuns = (): Plugin =>
  derived('firstruns', async (_, asked, watch) => {
    const strategies = path.resolve(path.dirname(asked), '../..')
    const read = async (strategy: string): Promise<[string, string]> => {
      const file = path.join(strategies, strategy, 'recordings', path.basename(asked))
      watch(file)
      return [strategy, await readFile(file, 'utf8')]
    }
    return Object.fromEntries(await Promise.all(FIRST_COLUMNS.map(read)))
  })
