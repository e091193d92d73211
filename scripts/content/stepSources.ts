/**
 * content/strategies/ID/sources.yaml: for each step and condition that has a note, where upstream does the same, as ids of
 * content/sources. What is missing or wrong is refused with file, line and cure. Pure: texts in, value out.
 */
import { LineCounter, parseDocument } from 'yaml'

export interface NotedSteps {
  file: string
  text: string
}

/** Throws an Error with a line for each fault. `notes`: the strategy's steps.en.md. */
export function stepSourcesOf(text: string | undefined, file: string, notes: NotedSteps, known: ReadonlySet<string>): Record<string, string[]> {
  const lines = new LineCounter()
  const document = parseDocument(text ?? '', { lineCounter: lines, prettyErrors: false, strict: true })
  const [broken] = [...document.errors, ...document.warnings]
  if (broken) throw new Error(`${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message}; write a line "step: [ID, …]" for each step`)
  const found = (document.toJS() ?? {}) as Record<string, unknown>
  const lineOf = (step: string): number => 1 + (text ?? '').split('\n').findIndex((line) => line.startsWith(`${step}:`))
  const faults: string[] = []
  const steps = notes.text.split('\n').flatMap((line, at) => (line.startsWith('## ') ? [{ step: line.slice(3).trim(), line: at + 1 }] : []))
  for (const { step, line } of steps)
    if (!Array.isArray(found[step]) || found[step].length === 0)
      faults.push(`${notes.file}:${line}: the step ${step} names no source; add "${step}: [ID]" to ${file}, with an id of content/sources`)
  for (const [step, ids] of Object.entries(found)) {
    if (!steps.some((one) => one.step === step)) faults.push(`${file}:${lineOf(step)}: there is no step ${step} in ${notes.file}; take it out`)
    for (const id of Array.isArray(ids) ? ids : [])
      if (!known.has(id)) faults.push(`${file}:${lineOf(step)}: there is no source ${id}; write it into content/sources, or name another`)
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return found as Record<string, string[]>
}
