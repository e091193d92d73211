/** What `sha256sum -c` reads: a line a file, in the order of their names. Pure. */
import { createHash } from 'node:crypto'

export const CHECKSUMS = 'SHA256SUMS'

export function checksumLines(files: ReadonlyMap<string, Uint8Array>): string {
  const names = [...files.keys()].sort()
  return names
    .map(
      (name) =>
        `${createHash('sha256')
          .update(files.get(name) ?? '')
          .digest('hex')}  ${name}\n`,
    )
    .join('')
}
