/** The files of content/, read and checked. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Content, contentOf, type Folder } from './load.ts'

export const CONTENT = path.resolve(import.meta.dirname, '../../content')

/** Each YAML file of a folder, in the order of their names. */
export function filesOf<F extends Folder>(folder: F): { file: string; slug: string; value: Content<F> }[] {
  return readdirSync(path.join(CONTENT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => {
      const file = `content/${folder}/${name}`
      return { file, slug: path.basename(name, '.yaml'), value: contentOf(folder, readFileSync(path.join(CONTENT, folder, name), 'utf8'), file) }
    })
}
