/** A grid as a table in a file: CSV for a spreadsheet, Markdown for an issue or a page. Pure. */

export interface GridTable {
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

/** As RFC 4180 has it, with a line for the head. */
export function gridCsv({ head, rows }: GridTable): string {
  return [head, ...rows].map((cells) => `${cells.map(csvField).join(',')}\r\n`).join('')
}

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/

function csvField(text: string): string {
  const plain = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

export function gridMarkdown({ head, rows }: GridTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}

/** A bar would end the cell, a line break the row; the rest would be read as markup. */
function markdownCell(text: string): string {
  return text
    .replace(/[\\|`*_<>[\]]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, '<br>')
    .trim()
}
