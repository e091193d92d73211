/** Splits bytes into lines of bounded length. Its only state is the unfinished line. */

export type Line = { kind: 'line'; text: string } | { kind: 'too_long'; start: string }

const NEWLINE = 0x0a

/**
 * Takes chunks, returns complete lines. A line longer than `maxBytes` comes out once, as
 * `too_long` with its first 200 bytes. The rest of it is dropped, so memory stays bounded.
 */
export class LineSplitter {
  readonly #maxBytes: number
  #held: Buffer[] = []
  #heldBytes = 0
  #skipping = false

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  push(chunk: Buffer): Line[] {
    const lines: Line[] = []
    let rest = chunk
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      const line = this.#complete(rest.subarray(0, end))
      if (line) lines.push(line)
      rest = rest.subarray(end + 1)
    }
    const tooLong = this.#hold(rest)
    if (tooLong) lines.push(tooLong)
    return lines
  }

  /** At the end of the stream: the unfinished line after the last newline, if any. */
  end(): Line[] {
    const last = this.#complete(Buffer.alloc(0))
    return last && (last.kind === 'too_long' || last.text !== '') ? [last] : []
  }

  #complete(tail: Buffer): Line | undefined {
    const tooLong = this.#hold(tail)
    const skipped = this.#skipping
    const text = Buffer.concat(this.#held).toString('utf8')
    this.#held = []
    this.#heldBytes = 0
    this.#skipping = false
    if (tooLong) return tooLong
    return skipped ? undefined : { kind: 'line', text }
  }

  #hold(part: Buffer): Line | undefined {
    if (this.#skipping || part.length === 0) return undefined
    this.#held.push(part)
    this.#heldBytes += part.length
    if (this.#heldBytes <= this.#maxBytes) return undefined
    const start = Buffer.concat(this.#held).subarray(0, 200).toString('utf8')
    this.#held = []
    this.#heldBytes = 0
    this.#skipping = true
    return { kind: 'too_long', start }
  }
}
