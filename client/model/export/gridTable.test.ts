import { expect, it } from 'vitest'
import { gridCsv, gridMarkdown } from './gridTable.ts'

const TABLE = {
  head: ['strategy', 'ignore'],
  rows: [
    ['rust', 'ignored, say "most"'],
    ['a|b', 'two\nlines'],
    ['=1+1', ' spaced '],
  ],
}

it('is CSV with each field quoted as needed, and no field a formula', () => {
  expect(gridCsv(TABLE)).toBe('strategy,ignore\r\nrust,"ignored, say ""most"""\r\na|b,"two\nlines"\r\n\'=1+1," spaced "\r\n')
})

it('is Markdown whose cells stay cells', () => {
  expect(gridMarkdown(TABLE)).toBe('| strategy | ignore |\n| --- | --- |\n| rust | ignored, say "most" |\n| a\\|b | two<br>lines |\n| =1+1 | spaced |\n')
})
