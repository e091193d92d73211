/** `content/lessons/x.yaml?told` → the checked value, its words as prose. No YAML, no Markdown reaches the browser. */
import path from 'node:path'
import type { Plugin } from 'vite'
import { type Folder, SCHEMAS, toldOf } from '../content/load.ts'
import { derived } from './derived.ts'

export const told = (): Plugin =>
  derived('told', (text, file) => {
    const folder = Object.keys(SCHEMAS).find((name): name is Folder => path.basename(path.dirname(file)) === name)
    if (!folder) throw new Error(`${file}: not in one of content/{${Object.keys(SCHEMAS).join(',')}}; put it there`)
    return toldOf(folder, text, path.relative(process.cwd(), file))
  })
