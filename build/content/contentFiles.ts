/** Reads and checks the files of content/. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { languageFolder } from '../../client/content/languageFolder.ts'
import { LANGUAGES } from '../../protocol/language.ts'
import { type Content, contentOf, type Folder } from './load.ts'
import type { Translation } from './translation.ts'

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

/** The translations of a file of content/, for example `lessons`, `locks.yaml`, in each other language. */
export function translationsOf(folder: Folder, name: string): Translation[] {
  return LANGUAGES.slice(1).map(({ id }) => {
    const file = `${languageFolder(id)}${folder}/${name}`
    const full = path.join(CONTENT, file)
    return { language: id, file: `content/${file}`, text: existsSync(full) ? readFileSync(full, 'utf8') : undefined }
  })
}
