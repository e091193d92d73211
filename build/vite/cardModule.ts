/** `content/lessons/x.yaml?card` → what a list shows of a lesson, in every language, so that no list fetches the lessons. */
import path from 'node:path'
import type { Plugin } from 'vite'
import { CONTENT, translationsOf } from '../content/contentFiles.ts'
import { compiledOf } from '../content/load.ts'
import { derived } from './derived.ts'

export const cards = (): Plugin =>
  derived('card', (text, file, watch) => {
    const translations = translationsOf('lessons', path.basename(file))
    for (const { file: other } of translations) watch(path.join(CONTENT, '..', other))
    const { order, title, asks, minutes, level, chapter } = compiledOf('lessons', text, path.relative(process.cwd(), file), translations)
    return { order, title, asks, minutes, level, chapter }
  })
