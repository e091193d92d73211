/** The Lab's grid: one setting at several values × rows of strategies, their editions and real programs. Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import { NAME } from '../../protocol/settingKinds.ts'
import type { Axis, AxisValue } from './axis.ts'

/** What a grid shows. */
export interface GridChoice {
  /** The key of the setting to vary. */
  vary: string
  /** The signal that the setting concerns. */
  signal?: string
  /** Only this value, as the command line spells it; '' leaves the setting out. */
  only?: string
  /** Each edition of a strategy is a row of its own. */
  editions?: true
  /** The real programs are rows as well. */
  real?: true
}

export const FIRST_GRID: GridChoice = { vary: 'signal', signal: 'PIPE' }

export interface GridRow {
  /** Unique among the rows: `rust`, `rust@1.32`, `real:rust`. */
  id: string
  strategy: string
  edition?: string
  /** Runs the real program in place of ours. */
  real?: true
}

/** The strategies of the article come first, in its order; then the other runtimes, then the plain calls. */
const ARTICLE_ORDER = ['rust', 'go', 'ruby', 'nim']

/** `real`: the strategies that have a real program here. */
export function gridRows(catalog: Catalog, choice: GridChoice, real: readonly string[]): GridRow[] {
  const rank = ({ id, runtime }: Catalog['strategies'][number]): number => {
    const place = ARTICLE_ORDER.indexOf(id)
    return place === -1 ? ARTICLE_ORDER.length + (runtime ? 0 : 1) : place
  }
  return catalog.strategies
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ id, editions }): GridRow[] => [
      ...(choice.editions && editions.length > 1
        ? editions.map(({ name }): GridRow => ({ id: `${id}@${name}`, strategy: id, edition: name }))
        : [{ id, strategy: id }]),
      ...(choice.real && real.includes(id) ? [{ id: `real:${id}`, strategy: id, real: true } as const] : []),
    ])
}

/** The columns: all values of the axis, or the one that was chosen. */
export function gridValues(axis: Axis, { only }: GridChoice): AxisValue[] {
  const chosen = axis.values.filter(({ word }) => word === only)
  return chosen.length > 0 ? chosen : axis.values
}

/** Which answers of a column differ from what most say. None if there is no majority; null stands for no answer. */
export function unlikeMost(answers: readonly (string | null)[]): boolean[] {
  const counts = new Map<string, number>()
  for (const answer of answers) if (answer !== null) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  const given = answers.filter((answer) => answer !== null).length
  const most = [...counts].find(([, count]) => count * 2 > given)?.[0]
  return answers.map((answer) => most !== undefined && answer !== null && answer !== most)
}

/** `signal@INT;only=ignore;editions;real`, as the link has it. */
export function gridWord({ vary, signal, only, editions, real }: GridChoice): string {
  const parts = [signal === undefined ? vary : `${vary}@${signal}`]
  if (only !== undefined) parts.push(`only=${only}`)
  if (editions) parts.push('editions')
  if (real) parts.push('real')
  return parts.join(';')
}

const MAX_ONLY = 64

/** Undefined if the form of the word is wrong. */
export function readGrid(word: string): GridChoice | undefined {
  const [head = '', ...parts] = word.split(';')
  const [vary = '', signal, ...more] = head.split('@')
  if (!NAME.test(vary) || (signal !== undefined && !NAME.test(signal)) || more.length > 0) return undefined
  const choice: GridChoice = { vary, ...(signal !== undefined && { signal }) }
  for (const part of parts) {
    if (part === 'editions') choice.editions = true
    else if (part === 'real') choice.real = true
    else if (part.startsWith('only=') && part.length - 5 <= MAX_ONLY) choice.only = part.slice(5)
    else return undefined
  }
  return choice
}
