/**
 * A program in a link: deflated, in the letters of base64url, behind the `#`, so no server hears of it. A link never runs by itself: its
 * reader sees the program, and presses Run.
 */
import { decodeOwnLink, type OwnLink } from '../../protocol/own.ts'

/** What browsers, chats and mail programs pass on. */
export const LINK_CHARS = 8000
/** A few bytes may unpack to gigabytes. A program has 32 KiB, and its quotes and names. */
const UNPACKED_BYTES = 100_000

/** Null: the program is too long for a link. */
export async function packedProgram(program: OwnLink): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(program))
  const packed = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer())
  const letters = btoa(String.fromCharCode(...packed.subarray(0, 2 * LINK_CHARS)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
  return packed.length > 2 * LINK_CHARS || letters.length > LINK_CHARS ? null : letters
}

/** Null: these letters are no program. */
export async function unpackedProgram(letters: string): Promise<OwnLink | null> {
  if (letters.length > LINK_CHARS || !/^[\w-]+$/.test(letters)) return null
  try {
    const packed = Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
    const pieces: Uint8Array[] = []
    let bytes = 0
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      bytes += read.value.length
      if (bytes > UNPACKED_BYTES) {
        await reader.cancel()
        return null
      }
      pieces.push(read.value)
    }
    const verdict = decodeOwnLink(await new Blob(pieces as BlobPart[]).text())
    return verdict.ok ? verdict.value : null
  } catch {
    return null
  }
}
