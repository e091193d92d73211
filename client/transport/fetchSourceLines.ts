/** Fetches some lines of an installed toolchain from the server. */

import type { SourceLines } from '../../protocol/sources.ts'
import { decodeSourceLines } from '../../protocol/sources.ts'

/** Null if there is no server, or the server does not have the lines. */
export async function fetchSourceLines(id: string): Promise<SourceLines | null> {
  try {
    const response = await fetch(new URL(`api/sources/${encodeURIComponent(id)}`, document.baseURI))
    const verdict = decodeSourceLines(await response.text())
    return response.ok && verdict.ok ? verdict.value : null
  } catch {
    return null
  }
}
