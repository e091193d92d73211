/** How an answer of the atlas is drawn: a sign and a word. Colour only repeats them. */
import { ATLAS_WORDS, type AtlasCell } from '../../../protocol/atlas.ts'
import type { AtlasWords } from '../../words/atlasWords.ts'

type Word = keyof AtlasWords['words']
const KNOWN: ReadonlySet<string> = new Set(Object.values(ATLAS_WORDS).flat())

const SIGNS: Partial<Record<AtlasCell['is'], string>> = { yes: '✓', no: '✗', depends: '◐', none: '–', unknown: '?' }

export function signOf({ is }: AtlasCell): string | undefined {
  return SIGNS[is]
}

export function answerText(cell: AtlasCell, words: AtlasWords): string {
  if (cell.is === 'cost') return words.ms(milliseconds(cell.ns))
  if (cell.is === 'word') return isWord(cell.word) ? words.words[cell.word] : cell.word
  return cell.is === 'depends' && cell.parts ? `${words.answers.depends}: ${words.partsOf(cell.parts)}` : words.answers[cell.is]
}

const isWord = (word: string): word is Word => KNOWN.has(word)

/** Two digits that count: 15, 0.056. */
function milliseconds(ns: number): string {
  return String(Number((ns / 1e6).toPrecision(2)))
}
