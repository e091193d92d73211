/** The text of a YAML file as a value, and the line on which each of its parts stands. Pure. */
import { LineCounter, parseDocument } from 'yaml'

export type Path = (string | number)[]

/** Throws an Error with `file:line: what is wrong; cure` where the text is no YAML. */
export function yamlOf(text: string, file: string, cure: string): { value: unknown; lineAt: (path: Path) => number } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, strict: true, version: '1.2' })
  const [broken] = [...document.errors, ...document.warnings]
  if (broken) throw new Error(`${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message}; ${cure}`)
  const lineAt = (path: Path): number => {
    for (let at = path.length; at >= 0; at -= 1) {
      const node = at === 0 ? document.contents : document.getIn(path.slice(0, at), true)
      const range = (node as { range?: [number, number, number] | null } | undefined)?.range
      if (range) return lines.linePos(range[0]).line
    }
    return 1
  }
  return { value: document.toJS(), lineAt }
}
