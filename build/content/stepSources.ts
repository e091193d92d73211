/**
 * content/strategies/ID/sources.yaml: for each step and condition with a note, where upstream does the same, as ids of
 * content/sources. Refuses missing and wrong lines with file, line and cure. Pure: texts in, value out.
 */
import { yamlOf } from './grammar.ts'
import { headingsOf, type NotesFile } from './notes.ts'

/** Throws an Error with a line for each fault. `notes`: the strategy's steps.md. */
export function stepSourcesOf(text: string | undefined, file: string, notes: NotesFile, known: ReadonlySet<string>): Record<string, string[]> {
  const { value, lineAt } = yamlOf(text ?? '', file, 'write a line "step: [ID, …]" for each step')
  const found = (value ?? {}) as Record<string, unknown>
  const faults: string[] = []
  const steps = headingsOf(notes.text)
  for (const { step, line } of steps)
    if (!Array.isArray(found[step]) || found[step].length === 0)
      faults.push(`${notes.file}:${line}: the step ${step} names no source; add "${step}: [ID]" to ${file}, with an id of content/sources`)
  for (const [step, ids] of Object.entries(found)) {
    if (!steps.some((one) => one.step === step)) faults.push(`${file}:${lineAt([step])}: there is no step ${step} in ${notes.file}; take it out`)
    for (const id of Array.isArray(ids) ? ids : [])
      if (!known.has(id)) faults.push(`${file}:${lineAt([step])}: there is no source ${id}; write it into content/sources, or name another`)
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return found as Record<string, string[]>
}
