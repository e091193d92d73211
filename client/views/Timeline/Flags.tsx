/** The named moments on the ruler: a flag each, with its name where there is room for it. */
import { momentAt, type NamedMoment } from '../../model/namedMoments.ts'
import { useMessages } from '../../words/messages.ts'
import { momentName } from '../../words/momentName.ts'
import { GUTTER, RULER } from './geometry.ts'
import { labelWidth } from './labelWidth.ts'
import type { Scale } from './scale.ts'

interface FlagsProps {
  moments: readonly NamedMoment[]
  x: Scale
  width: number
  cursor: number
  /** Room for names; without it there are flags only. */
  named: boolean
}

/** Flags nearer than this to the one before would hide it. The moment under the cursor is always drawn. */
const APART_PX = 5

export function Flags({ moments, x, width, cursor, named }: FlagsProps) {
  const words = useMessages()
  const here = momentAt(moments, cursor)
  let last = Number.NEGATIVE_INFINITY
  const flags = moments.flatMap((moment, n) => {
    const left = x(moment.index + 0.5)
    if (left < GUTTER || left > width || (left - last < APART_PX && moment !== here)) return []
    last = left
    let after = n + 1
    while (moments[after]?.index === moment.index) after += 1
    const next = moments[after]
    const room = (next ? x(next.index + 0.5) : width) - left
    const name = momentName(moment, words)
    return [{ moment, left, name: named && labelWidth(name) + 8 < room ? name : null }]
  })
  return flags.map(({ moment, left, name }) => (
    <g key={moment.seq} className="flag" data-kind={moment.kind} data-passed={moment.index <= cursor} transform={`translate(${left} ${RULER})`}>
      <path d="M-4 -4 L4 -4 L0 4 z" />
      {name && (
        <text x={7} y={3}>
          {name}
        </text>
      )}
    </g>
  ))
}
