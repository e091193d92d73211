/** `content/catalog.json?strategies` → every strategy and the short name of what it re-creates, without the rest of the catalog. */
import path from 'node:path'
import type { Plugin } from 'vite'
import { decodeCatalog } from '../../protocol/decode.ts'
import { derived } from './derived.ts'

export const strategyNames = (): Plugin => derived('strategies', namesOf)

/** "Rust: std::process::Command" is Rust; a plain system call goes by its id. */
function namesOf(text: string, file: string): { id: string; name: string }[] {
  const catalog = decodeCatalog(text)
  if (!catalog.ok) throw new Error(`${path.relative(process.cwd(), file)}: ${catalog.field} ${catalog.message}; npm run record writes it anew`)
  return catalog.value.strategies.map(({ id, title, runtime }) => ({ id, name: runtime ? (title.split(':')[0] ?? id) : id }))
}
