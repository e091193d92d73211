/** Notes on the steps of a strategy, or on its known differences: `## step` and one paragraph each. Pure: text in, value out. */
import { type MarkedToken, marked, type Token } from 'marked'
import type { Inline } from '../../client/content/types.ts'
import { plainText } from './plainText.ts'

export interface NotesFile {
  file: string
  text: string
}

/** The line of each step's heading. */
export function headingsOf(text: string): { step: string; line: number }[] {
  return text.split('\n').flatMap((row, at) => (row.startsWith('## ') ? [{ step: row.slice(3).trim(), line: at + 1 }] : []))
}

/** Refuses any other form with file and line. */
export function notesOf(source: string, file: string): Record<string, Inline[]> {
  const found: Record<string, Inline[]> = {}
  let step: string | undefined
  let line = 1
  for (const token of marked.lexer(source) as MarkedToken[]) {
    const here = `${file}:${line}`
    line += token.raw.split('\n').length - 1
    if (token.type === 'space') continue
    if (token.type === 'heading' && token.depth === 2) step = token.text
    else if (token.type === 'paragraph' && step !== undefined) {
      if (found[step]) throw new Error(`${here}: a second paragraph for ${step}; one is what fits beside the code`)
      found[step] = inlinesOf(token.tokens, here)
    } else throw new Error(`${here}: a ${token.type}; write "## step_name" and one paragraph below it`)
  }
  return found
}

/** The same in another language. It must have the same steps as the English notes, and no code that those lack. */
export function translatedNotes({ file, text }: NotesFile, english: NotesFile): Record<string, Inline[]> {
  const notes = notesOf(text, file)
  const wanted = notesOf(english.text, english.file)
  const headings = headingsOf(text)
  const faults: string[] = []
  let line = 1
  for (const [step, said] of Object.entries(wanted)) {
    line = headings.find((one) => one.step === step)?.line ?? line
    const note = notes[step]
    if (!note) faults.push(`${file}:${line}: no note on ${step}; add "## ${step}" and the paragraph of ${english.file}, translated`)
    else
      for (const code of codeIn(note))
        if (!codeIn(said).includes(code)) faults.push(`${file}:${line}: ${step} has the code ${code}, the English has not; leave code as it is`)
  }
  for (const { step, line: at } of headings)
    if (!(step in wanted)) faults.push(`${file}:${at}: ${step} is no heading of ${english.file}; take it out, or correct it`)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return notes
}

function codeIn(note: readonly Inline[]): string[] {
  return note.flatMap(({ kind, text }) => (kind === 'code' ? [text] : []))
}

function inlinesOf(tokens: Token[], here: string): Inline[] {
  return (tokens as MarkedToken[]).map((token): Inline => {
    if (token.type === 'text' || token.type === 'escape') return { kind: 'text', text: plainText(token.text) }
    if (token.type === 'codespan') return { kind: 'code', text: plainText(token.text) }
    if (token.type === 'strong') return { kind: 'strong', text: plainText(token.text) }
    throw new Error(`${here}: ${token.type} is not allowed in a note; use words, \`code\` and **strong**`)
  })
}
