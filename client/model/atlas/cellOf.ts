/** The cell of a row. A question that a row does not answer is one that nobody has looked at. Pure. */
import type { AtlasCell, AtlasRow } from '../../../protocol/atlas.ts'

const UNKNOWN: AtlasCell = { is: 'unknown' }

export const cellOf = ({ cells }: Pick<AtlasRow, 'cells'>, question: string): AtlasCell => cells[question] ?? UNKNOWN
