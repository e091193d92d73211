/** `content/lessons/x.yaml?prose` → the checked value, its words as prose. No YAML, no Markdown reaches the browser. */
import path from 'node:path'
import type { Plugin } from 'vite'
import { compiledOf, type Folder, SCHEMAS } from '../content/load.ts'
import { derived } from './derived.ts'

export const prose = (): Plugin =>
  derived('prose', (text, file) => {
    const folder = Object.keys(SCHEMAS).find((name): name is Folder => path.basename(path.dirname(file)) === name)
    if (!folder) throw new Error(`${file}: not in one of content/{${Object.keys(SCHEMAS).join(',')}}; put it there`)
    return compiledOf(folder, text, path.relative(process.cwd(), file))
  })
