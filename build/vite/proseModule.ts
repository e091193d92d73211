/** `content/lessons/x.yaml?prose` → the checked value, with its texts as prose in every language. No YAML and no Markdown reaches the browser. */
import path from 'node:path'
import type { Plugin } from 'vite'
import { CONTENT, translationsOf } from '../content/contentFiles.ts'
import { compiledOf, type Folder, SCHEMAS } from '../content/load.ts'
import { derived } from './derived.ts'

export const prose = (): Plugin =>
  derived('prose', (text, file, watch) => {
    const folder = Object.keys(SCHEMAS).find((name): name is Folder => path.basename(path.dirname(file)) === name)
    if (!folder) throw new Error(`${file}: not in one of content/{${Object.keys(SCHEMAS).join(',')}}; put it there`)
    const translations = translationsOf(folder, path.basename(file))
    for (const { file: other } of translations) watch(path.join(CONTENT, '..', other))
    return compiledOf(folder, text, path.relative(process.cwd(), file), translations)
  })
