/**
 * Parses a YAML file into a value and remembers the line of each part. Also checks the layout, so that a change of one
 * text is a change of one line. Pure.
 */
import { type Document, isCollection, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'

export type Path = (string | number)[]

export interface Grammar {
  value: unknown
  lineAt: (path: Path) => number
  /** What is wrong with the form of the text at this path, and the cure; undefined if it is right. */
  textFault: (path: Path) => string | undefined
}

/** A `{ … }` or `[ … ]` must fit into this many columns. */
const COLUMNS = 120

/** Throws an Error with `file:line: what is wrong; cure` if the text is not YAML, or has a line too long to compare. */
export function yamlOf(text: string, file: string, cure: string): Grammar {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, strict: true, version: '1.2' })
  const [broken] = [...document.errors, ...document.warnings]
  if (broken) throw new Error(`${file}:${lines.linePos(broken.pos[0]).line}: ${broken.message}; ${cure}`)
  const lineOf = (offset: number): number => lines.linePos(offset).line
  const long = longFlows(document, text.split('\n'), lineOf)
  if (long.length > 0)
    throw new Error(
      long.map((line) => `${file}:${line}: a { … } or [ … ] longer than one line of ${COLUMNS} columns; give each of its parts a line`).join('\n'),
    )
  return {
    value: document.toJS(),
    lineAt: (path) => lineOf(rangeAt(document, path)?.[0] ?? 0),
    textFault: (path) => textFault(document, path, lineOf),
  }
}

function rangeAt(document: Document, path: Path): [number, number, number] | undefined {
  for (let at = path.length; at >= 0; at -= 1) {
    const node = at === 0 ? document.contents : document.getIn(path.slice(0, at), true)
    const range = (node as { range?: [number, number, number] | null } | undefined)?.range
    if (range) return range
  }
  return undefined
}

/** The lines on which a flow mapping or sequence that is too long begins. */
function longFlows(document: Document, rows: readonly string[], lineOf: (offset: number) => number): number[] {
  const found: number[] = []
  visit(document, {
    Collection(_, node) {
      if (!node.flow || !node.range) return undefined
      const [from, to] = [lineOf(node.range[0]), lineOf(node.range[1])]
      if (from !== to || (rows[from - 1]?.length ?? 0) > COLUMNS) found.push(from)
      return visit.SKIP
    },
  })
  return found
}

function textFault(document: Document, path: Path, lineOf: (offset: number) => number): string | undefined {
  const node = document.getIn(path, true)
  if (!isScalar(node) || typeof node.value !== 'string') return 'this is no text; write it as "…"'
  if (path.some((_, at) => isFlow(at === 0 ? document.contents : document.getIn(path.slice(0, at), true))))
    return 'a text inside { … } or [ … ]; give it a line of its own'
  if (node.range && lineOf(node.range[0]) !== lineOf(node.range[1])) return 'a text over several lines; write it on one, however long'
  if (node.type !== 'QUOTE_DOUBLE') return 'a text without double quotes; write it as "…"'
  if (node.value === '') return 'an empty text; write it, or take the line out'
  return undefined
}

function isFlow(node: unknown): boolean {
  return (isMap(node) || isCollection(node)) && node.flow === true
}
