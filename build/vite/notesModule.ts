/** Notes as data, so that the browser needs no Markdown parser. Checks translated notes against the English ones. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'
import type { Inline } from '../../client/content/types.ts'
import { CONTENT } from '../content/contentFiles.ts'
import { notesOf, translatedNotes } from '../content/notes.ts'
import { FIRST_STRATEGIES } from './comesFirst.ts'
import { derived, type Make } from './derived.ts'

/** `steps.md?notes` → Record<step, Inline[]>. */
export const notes = (): Plugin => derived('notes', (text, file, watch) => notesIn(text, file, watch))

/** `strategies/FIRST/steps.md?firstnotes` → Record<strategy, Record<step, Inline[]>>: everything that the home page shows, in one chunk a language. */
export const firstNotes = (): Plugin =>
  derived('firstnotes', async (_, asked, watch) => {
    const strategies = path.dirname(path.dirname(asked))
    const read = async (strategy: string): Promise<[string, Record<string, Inline[]>]> => {
      const file = path.join(strategies, strategy, 'steps.md')
      watch(file)
      return [strategy, await notesIn(await readFile(file, 'utf8'), file, watch)]
    }
    return Object.fromEntries(await Promise.all(FIRST_STRATEGIES.map(read)))
  })

async function notesIn(text: string, file: string, watch: Parameters<Make>[2]): Promise<Record<string, Inline[]>> {
  const here = (one: string): string => path.relative(process.cwd(), one)
  const [, strategyFile] = /^languages\/[^/]+\/(strategies\/.+)$/.exec(path.relative(CONTENT, file)) ?? []
  if (strategyFile === undefined) return notesOf(text, here(file))
  const english = path.join(CONTENT, strategyFile)
  watch(english)
  return translatedNotes({ file: here(file), text }, { file: here(english), text: await readFile(english, 'utf8') })
}
