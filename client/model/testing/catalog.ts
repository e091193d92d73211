/** The catalog that ships with the project, for tests. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { decodeCatalog } from '../../../protocol/decode.ts'

const decoded = decodeCatalog(readFileSync(path.join(import.meta.dirname, '../../../content/catalog.json'), 'utf8'))
if (!decoded.ok) throw new Error(`the catalog does not decode: ${decoded.field} ${decoded.message}`)
export const catalog = decoded.value
