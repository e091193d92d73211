/** Nim for the editor: it has no package, and this much is enough to read by. */
import type { StreamParser } from '@codemirror/language'

const KEYWORDS = new Set(
  'addr and as asm bind block break case cast concept const continue converter defer discard distinct div do elif else end enum except export finally for from func if import in include interface is isnot iterator let macro method mixin mod nil not notin object of or out proc ptr raise ref return shl shr static template try tuple type using var when while xor yield'.split(
    ' ',
  ),
)

interface Inside {
  /** How many `#[` are open. */
  comments: number
  /** Inside of a text of three quotes. */
  long: boolean
}

export const nim: StreamParser<Inside> = {
  name: 'nim',
  startState: () => ({ comments: 0, long: false }),
  token(stream, state) {
    if (state.comments > 0) {
      if (stream.match(']#')) state.comments -= 1
      else if (stream.match('#[')) state.comments += 1
      else stream.next()
      return 'comment'
    }
    if (state.long) {
      if (stream.match('"""')) state.long = false
      else stream.next()
      return 'string'
    }
    if (stream.eatSpace()) return null
    if (stream.match('#[')) {
      state.comments = 1
      return 'comment'
    }
    if (stream.match(/^#.*/)) return 'comment'
    if (stream.match('"""')) {
      state.long = true
      return 'string'
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)+'/)) return 'string'
    if (stream.match(/^(?:0x[\da-f_]+|\d[\d_]*(?:\.\d[\d_]*)?)/i)) return 'number'
    const word = stream.match(/^[A-Za-z_]\w*/) as RegExpMatchArray | null
    if (word) return KEYWORDS.has(word[0]) ? 'keyword' : /^[A-Z]/.test(word[0]) ? 'typeName' : 'variableName'
    stream.next()
    return null
  },
  languageData: { commentTokens: { line: '#', block: { open: '#[', close: ']#' } } },
}
