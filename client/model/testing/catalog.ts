/** The catalog that ships with the project, for tests. */
import { readFileSync } from 'node:fs'
import { decodeCatalog } from '../../../protocol/decode.ts'

const decoded = decodeCatalog(readFileSync(new URL('../../../content/catalog.json', import.meta.url), 'utf8'))
if (!decoded.ok) throw new Error(`the catalog does not decode: ${decoded.field} ${decoded.message}`)
export const catalog = decoded.value
