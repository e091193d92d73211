/** `content/strategies/x/sources.yaml?steps` → the sources of each step, checked against the notes beside it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'vite'
import { filesOf } from '../content/contentFiles.ts'
import { stepSourcesOf } from '../content/stepSources.ts'
import { derived } from './derived.ts'

export const stepSources = (): Plugin =>
  derived('steps', async (text, file, watch) => {
    const notes = path.join(path.dirname(file), 'steps.md')
    watch(notes)
    const here = (one: string): string => path.relative(process.cwd(), one)
    const known = new Set(filesOf('sources').flatMap(({ value }) => value.map((source) => source.id)))
    return stepSourcesOf(text, here(file), { file: here(notes), text: await readFile(notes, 'utf8') }, known)
  })
