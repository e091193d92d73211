import { useMemo, useState } from 'react'
import type { RunLog } from '../store/runLog.ts'
import { useFigures } from '../store/useFigures.ts'
import { Stepper } from '../views/Stepper/Stepper.tsx'
import { Timeline } from '../views/Timeline/Timeline.tsx'
import { Transcript } from '../views/Transcript/Transcript.tsx'

interface RealFigureProps {
  title: string
  log: RunLog
  /** Only one figure of a page may listen to the keys. */
  keys: boolean
}

/** The run of a real program, with its stepper. */
export function RealFigure({ title, log, keys }: RealFigureProps) {
  const [at, setAt] = useState<number | undefined>(undefined)
  const titles = useMemo(() => [title], [title])
  const logs = useMemo(() => [log], [log])
  const [figure] = useFigures({ titles, logs, focus: 0, at, onAt: setAt })
  if (!figure) return null
  return (
    <section className="panel" aria-label={title}>
      <h2 translate="no">{title}</h2>
      <Stepper figure={figure} keys={keys} />
      <Timeline figure={figure} keys={keys} />
      <Transcript figure={figure} />
    </section>
  )
}
