/**
 * GET /api/sources/ID: some lines of an installed toolchain's own source. A visitor names an id of the table and nothing
 * else, so no path from a visitor reaches the file system.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { RequestHandler } from 'express'
import type { SourceLines } from '../../protocol/sources.ts'
import { refusal } from '../refusals.ts'
import { refuse } from '../refuse.ts'
import { SOURCE_TABLE, type SourcePlace } from '../sources/table.ts'
import { cureFor, findToolchain } from '../sources/toolchains.ts'

export const getSource: RequestHandler = async (request, response) => {
  const id = String(request.params.id)
  const place = Object.hasOwn(SOURCE_TABLE, id) ? SOURCE_TABLE[id] : undefined
  if (place) response.json(await linesOf(id, place))
  else refuse(response, refusal('unknown_path', 'there is no such source', `one of ${Object.keys(SOURCE_TABLE).join(', ')}`))
}

/** The lines as they are on this machine; if there are none, what to install. */
export async function linesOf(id: string, { toolchain, file, begins, before, count }: SourcePlace): Promise<SourceLines> {
  const missing: SourceLines = { installed: false, id, toolchain, cure: cureFor(toolchain) }
  const found = await findToolchain(toolchain)
  if (!found) return missing
  try {
    const lines = (await readFile(path.join(found.root, file), 'utf8')).split('\n')
    const at = lines.findIndex((line) => begins.test(line))
    if (at === -1) return { ...missing, cure: `${found.version} has other source text here: follow the link instead` }
    const from = Math.max(0, at - before)
    return { installed: true, id, toolchain, version: found.version, file, from: from + 1, lines: lines.slice(from, from + count) }
  } catch {
    return missing
  }
}
