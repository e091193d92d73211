/** Two points to drag, or two sliders. The measured curve appears behind them once the reader may see it. */
import { line } from 'd3-shape'
import { type PointerEvent, useState } from 'react'
import { duration, size } from '../../model/cost.ts'
import { GUESSED, type Guessed, nsOfStep, STEPS, stepOfNs, type Task } from '../../model/predict.ts'
import { Colon } from '../../ui/Colon.tsx'
import { useLanguage } from '../../words/language.ts'
import { Axes } from './Axes.tsx'
import './cost.css'
import { useCostWords } from '../../words/costWords.ts'
import { GRIP_PX, gripsApart } from './gripsApart.ts'
import { lookOf } from './look.ts'
import { boxOf, memoryScale, timeScale } from './scales.ts'
import { useChartWidth } from './useChartWidth.ts'

interface GuessesProps {
  task: Task
  steps: Record<Guessed, number>
  /** The guess is locked in and cannot be moved. */
  locked: boolean
  /** Draws the measured curve too. */
  shown: boolean
  onStep: (which: Guessed, step: number) => void
  height?: number
}

export function Guesses({ task, steps, locked, shown, onStep, height = 320 }: GuessesProps) {
  const language = useLanguage()
  return (
    <>
      <Drawing {...{ task, steps, locked, shown, onStep, height }} />
      <div className="cost-guesses">
        {GUESSED.map((which) => (
          <label key={which} className="cost-stop">
            <span>
              {which}, {size(task.to, language)}
              <Colon />
              <output>{duration(nsOfStep(steps[which]), language)}</output>
            </span>
            <input
              type="range"
              className="slider"
              min={STEPS.min}
              max={STEPS.max}
              value={steps[which]}
              disabled={locked}
              aria-valuetext={duration(nsOfStep(steps[which]), language)}
              style={{ '--filled': `${(100 * (steps[which] - STEPS.min)) / (STEPS.max - STEPS.min)}%` } as React.CSSProperties}
              onChange={(event) => onStep(which, Number(event.target.value))}
            />
          </label>
        ))}
      </div>
    </>
  )
}

function Drawing({ task, steps, locked, shown, onStep, height }: Required<GuessesProps>) {
  const words = useCostWords()
  const [frame, width] = useChartWidth<HTMLDivElement>(800)
  /** `by`: from the point to where the pointer seized its grip. */
  const [held, setHeld] = useState<{ which: Guessed; by: number }>()
  const box = { ...boxOf(width), height }
  const across = memoryScale([task.from, task.to], box)
  const up = timeScale([nsOfStep(STEPS.min) * 1.01, nsOfStep(STEPS.max)], box)
  const [x, y] = [across.scale, up.scale]
  const lineOf = line<{ memory: number; ns: number }>(
    (point) => x(Math.max(task.from, point.memory)),
    (point) => y(point.ns),
  )

  const faster = GUESSED.reduce((one, other) => (task.known[other] < task.known[one] ? other : one))
  const apart = gripsApart(y(nsOfStep(steps.fork)), y(nsOfStep(steps.vfork)))
  const seize = (which: Guessed, event: PointerEvent<SVGGElement>): void => {
    const svg = event.currentTarget.ownerSVGElement
    if (!svg) return
    svg.setPointerCapture(event.pointerId)
    setHeld({ which, by: event.clientY - svg.getBoundingClientRect().top - y(nsOfStep(steps[which])) })
  }
  const drag = (event: PointerEvent<SVGSVGElement>): void => {
    if (!held || locked) return
    onStep(held.which, stepOfNs(y.invert(event.clientY - event.currentTarget.getBoundingClientRect().top - held.by)))
  }
  return (
    <div ref={frame} className="cost-frame">
      <svg
        className="cost-chart"
        role="img"
        aria-label={words.predict.title}
        viewBox={`0 0 ${box.width} ${box.height}`}
        width={box.width}
        height={box.height}
        data-held={held !== undefined}
        onPointerMove={drag}
        onPointerUp={() => setHeld(undefined)}
        onPointerCancel={() => setHeld(undefined)}
      >
        <Axes box={box} axis="memory" x={across} y={up} />
        {GUESSED.map((which) => {
          const look = lookOf({ strategy: which, source: 'ours', pages: 'small' })
          const guess = nsOfStep(steps[which])
          return (
            <g key={which} className="cost-series" style={{ color: look.colour }}>
              <path
                className="cost-line"
                strokeDasharray="4 4"
                d={
                  lineOf([
                    { memory: task.from, ns: task.known[which] },
                    { memory: task.to, ns: guess },
                  ]) ?? ''
                }
              />
              <path className="cost-point" d={look.path} transform={`translate(${x(task.from)},${y(task.known[which])})`} />
              {/* The points start close to each other, so one name goes above and one below. */}
              <text x={x(task.from) + 10} y={y(task.known[which])} dy={which === faster ? '1.2em' : '-0.6em'} translate="no">
                {which}
              </text>
              <g
                className="cost-handle"
                data-of={which}
                data-held={held?.which === which}
                transform={`translate(${x(task.to)},${y(guess)})`}
                onPointerDown={(event) => seize(which, event)}
              >
                <circle r={GRIP_PX} cy={apart[which]} />
                <path className="cost-point" data-hollow="true" d={look.path} />
              </g>
              {shown && <path className="cost-line" d={lineOf(task.course[which].filter(({ memory }) => memory >= task.from && memory <= task.to)) ?? ''} />}
              {shown && <path className="cost-point" d={look.path} transform={`translate(${x(task.to)},${y(task.truth[which])})`} />}
            </g>
          )
        })}
      </svg>
    </div>
  )
}
