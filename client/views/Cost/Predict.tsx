/** Predict, then look: two points to drag (or two sliders), then the curve that was measured. It stands on its own: a lesson may show it. */
import { line } from 'd3-shape'
import { type PointerEvent, useState } from 'react'
import type { BenchCell } from '../../../protocol/bench.ts'
import { duration, size } from '../../model/cost.ts'
import { GUESSED, type Guessed, nsOfStep, offBy, STEPS, stepOfNs, type Task, taskOf } from '../../model/predict.ts'
import { useLanguage } from '../../ui/language.ts'
import { Axes } from './Axes.tsx'
import './cost.css'
import { lookOf } from './look.ts'
import { boxOf, memoryScale, timeScale } from './scales.ts'
import { useWidth } from './useWidth.ts'
import { useCostWords } from './words.ts'

interface PredictProps {
  cells: readonly BenchCell[]
  /** Measures here; left out where that is not possible: then what was recorded is shown. */
  onMeasure?: (() => void) | undefined
}

export function Predict({ cells, onMeasure }: PredictProps) {
  const task = taskOf(cells)
  return task ? <Guess key={task.to} task={task} onMeasure={onMeasure} /> : null
}

function Guess({ task, onMeasure }: { task: Task; onMeasure: (() => void) | undefined }) {
  const words = useCostWords()
  const language = useLanguage()
  const start: Record<Guessed, number> = { fork: stepOfNs(task.known.fork), vfork: stepOfNs(task.known.vfork) }
  const [steps, setSteps] = useState(start)
  const [shown, setShown] = useState(false)
  return (
    <section className="panel cost-predict" aria-labelledby="cost-predict-title">
      <h2 id="cost-predict-title">{words.predict.title}</h2>
      <p>{words.predict.ask(size(task.to, language))}</p>
      <Drawing task={task} steps={steps} shown={shown} onStep={(which, step) => setSteps({ ...steps, [which]: step })} />
      <div className="cost-guesses">
        {GUESSED.map((which) => (
          <label key={which} className="cost-stop">
            <span>
              {which}, {size(task.to, language)}: <output>{duration(nsOfStep(steps[which]), language)}</output>
            </span>
            <input
              type="range"
              className="slider"
              min={STEPS.min}
              max={STEPS.max}
              value={steps[which]}
              disabled={shown}
              aria-valuetext={duration(nsOfStep(steps[which]), language)}
              style={{ '--filled': `${(100 * (steps[which] - STEPS.min)) / (STEPS.max - STEPS.min)}%` } as React.CSSProperties}
              onChange={(event) => setSteps({ ...steps, [which]: Number(event.target.value) })}
            />
          </label>
        ))}
      </div>
      <div className="cost-tools">
        <button type="button" className="button" data-tone="primary" onClick={() => setShown(!shown)}>
          {shown ? words.predict.again : words.predict.reveal}
        </button>
        {shown && onMeasure && (
          <button type="button" className="button" onClick={onMeasure}>
            {words.predict.measure}
          </button>
        )}
      </div>
      <div role="status">
        {shown && (
          <>
            {GUESSED.map((which) => {
              const { factor, low } = offBy(nsOfStep(steps[which]), task.truth[which])
              const said = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 }).format(factor)
              return (
                <p key={which}>
                  {words.predict.verdict(
                    which,
                    duration(nsOfStep(steps[which]), language),
                    duration(task.truth[which], language),
                    factor < 1.5 ? '1' : said,
                    low,
                  )}
                </p>
              )
            })}
            <p>{words.predict.explain}</p>
          </>
        )}
      </div>
    </section>
  )
}

interface DrawingProps {
  task: Task
  steps: Record<Guessed, number>
  shown: boolean
  onStep: (which: Guessed, step: number) => void
}

function Drawing({ task, steps, shown, onStep }: DrawingProps) {
  const words = useCostWords()
  const language = useLanguage()
  const [frame, width] = useWidth<HTMLDivElement>(800)
  const [held, setHeld] = useState<Guessed>()
  const box = { ...boxOf(width), height: 320 }
  const { scale: x, ticks: xTicks } = memoryScale([task.from, task.to], box)
  const { scale: y, ticks: yTicks } = timeScale([nsOfStep(STEPS.min) * 1.01, nsOfStep(STEPS.max)], box)
  const lineOf = line<{ memory: number; ns: number }>(
    (point) => x(Math.max(task.from, point.memory)),
    (point) => y(point.ns),
  )

  const drag = (event: PointerEvent<SVGSVGElement>): void => {
    if (!held || shown) return
    onStep(held, stepOfNs(y.invert(event.clientY - event.currentTarget.getBoundingClientRect().top)))
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
        onPointerLeave={() => setHeld(undefined)}
      >
        <Axes
          box={box}
          x={x}
          y={y}
          xTicks={xTicks}
          yTicks={yTicks}
          xLabel={words.xMemory}
          yLabel={words.yTime}
          sayX={(at) => size(at, language)}
          sayY={(at) => duration(at, language)}
        />
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
              <text x={x(task.from) + 10} y={y(task.known[which]) - 8}>
                {which}
              </text>
              <g className="cost-handle" transform={`translate(${x(task.to)},${y(guess)})`} onPointerDown={() => setHeld(which)}>
                <circle r="16" />
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
