import { describe, expect, it } from 'vitest'
import { LineSplitter } from './lineSplitter.ts'

const feed = (splitter: LineSplitter, ...chunks: string[]) => chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk)))

describe('bytes become lines', () => {
  it('wherever the chunks were cut, inside a character too', () => {
    const splitter = new LineSplitter(100)
    const bytes = Buffer.from('ein\n日本\n\nrest')
    const lines = [...bytes].flatMap((byte) => splitter.push(Buffer.from([byte])))
    expect([...lines, ...splitter.end()]).toEqual(['ein', '日本', '', 'rest'].map((text) => ({ kind: 'line', text })))
  })

  it('cut at the cap, once for each long line, and go on after it', () => {
    const splitter = new LineSplitter(4)
    expect(feed(splitter, 'abcdefgh', 'ijkl', '\nok\nabcd\nabcde\n')).toEqual([
      { kind: 'too_long', start: 'abcdefgh' },
      { kind: 'line', text: 'ok' },
      { kind: 'line', text: 'abcd' },
      { kind: 'too_long', start: 'abcde' },
    ])
  })

  it('with nothing after the last newline, there is no last line', () => {
    const splitter = new LineSplitter(10)
    feed(splitter, 'a\n')
    expect(splitter.end()).toEqual([])
  })
})
