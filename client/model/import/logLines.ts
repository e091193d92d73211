/**
 * The bytes of a log as lines of plain text: without a byte order mark, out of UTF-8 or UTF-16, ended by \n, \r\n or a lone \r.
 * strace writes ASCII, so another character is a `?` here. Pure.
 */

export interface LogLine {
  /** From 1, as an editor counts. */
  number: number
  text: string
  /** The line has an end of its own. The last line of a log that was cut off has none. */
  whole: boolean
  /** The share of the log that is read, this line included. */
  read: number
}

const [NUL, LF, CR, OTHER] = [0x00, 0x0a, 0x0d, 0x3f]
/** String.fromCharCode takes its bytes as arguments, and an engine limits their number. */
const PIECE = 8192

export function* logLines(source: Uint8Array | string): Generator<LogLine, void> {
  const bytes = asciiOf(typeof source === 'string' ? bytesOf(source.replace(/^\u{feff}/u, '')) : source)
  let number = 1
  for (let from = 0; from < bytes.length; number += 1) {
    let end = from
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end += 1
    yield { number, text: textOf(bytes, from, end), whole: end < bytes.length, read: end / bytes.length }
    from = end + (bytes[end] === CR && bytes[end + 1] === LF ? 2 : 1)
  }
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) bytes[at] = ascii(text.charCodeAt(at))
  return bytes
}

const ascii = (unit: number): number => (unit < 0x80 ? unit : OTHER)

function asciiOf(bytes: Uint8Array): Uint8Array {
  const order = byteOrder(bytes)
  if (order !== undefined) return narrowed(bytes, order)
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

/** Which byte of a UTF-16 unit holds its low half, and where the text begins; undefined for bytes of UTF-8. */
function byteOrder(bytes: Uint8Array): { low: 0 | 1; from: number } | undefined {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return { low: 0, from: 2 }
  if (a === 0xfe && b === 0xff) return { low: 1, from: 2 }
  // Without a mark: ASCII in UTF-16 has a zero in each unit, and a log of strace has none.
  if (a !== NUL && b === NUL && bytes[3] === NUL) return { low: 0, from: 0 }
  if (a === NUL && b !== NUL && bytes[2] === NUL) return { low: 1, from: 0 }
  return undefined
}

function narrowed(bytes: Uint8Array, { low, from }: { low: 0 | 1; from: number }): Uint8Array {
  const narrow = new Uint8Array((bytes.length - from) >> 1)
  for (let at = 0; at < narrow.length; at += 1) {
    const unit = from + 2 * at
    narrow[at] = bytes[unit + (1 - low)] === NUL ? ascii(bytes[unit + low] ?? OTHER) : OTHER
  }
  return narrow
}

function textOf(bytes: Uint8Array, from: number, end: number): string {
  if (end - from <= PIECE) return String.fromCharCode.apply(null, bytes.subarray(from, end) as unknown as number[])
  const pieces: string[] = []
  for (let at = from; at < end; at += PIECE) pieces.push(String.fromCharCode.apply(null, bytes.subarray(at, Math.min(end, at + PIECE)) as unknown as number[]))
  return pieces.join('')
}
