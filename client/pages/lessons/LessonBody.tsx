/** One lesson, one step to a screen. Its runs survive walking back and forth between the steps. */
import { use, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { CompiledLesson } from '../../content/lessons.ts'
import type { Jump } from '../../figures/RunFigures.tsx'
import { useCapabilities } from '../../runs/capabilities.ts'
import { useSharedRuns } from '../../runs/sharedRuns.ts'
import { useClassPart } from '../../runs/useClassroom.ts'
import { useExperiments } from '../../runs/useExperiments.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { ChangeStep } from './ChangeStep.tsx'
import { ExplainStep } from './ExplainStep.tsx'
import { LessonFoot } from './LessonFoot.tsx'
import { LessonHead } from './LessonHead.tsx'
import { LessonRuns } from './LessonRuns.tsx'
import { LookStep } from './LookStep.tsx'
import { Paragraphs } from './Paragraphs.tsx'
import { Predict } from './Predict.tsx'
import type { PredictStep } from './stepOfKind.ts'
import type { Predictions } from './usePredictions.ts'
import { useVoteAsPrediction } from './useVoteAsPrediction.ts'
import { wayOn } from './wayOn.ts'
import './lessonPhone.css'

/** Loaded lazily, because it brings the chart and the measurement. */
const CurveStep = latePart(async () => (await import('./CurveStep.tsx')).CurveStep, <p aria-busy="true" />)

interface LessonBodyProps {
  coming: Promise<CompiledLesson>
  step: number
  predictions: Predictions
}

export function LessonBody({ coming, step: given, predictions }: LessonBodyProps) {
  const lesson = use(coming)
  const { lessons: words } = useTeachingWords()
  const capabilities = useCapabilities()
  const shared = useSharedRuns(lesson.slug)
  const wall = useClassPart((here) => here?.as === 'screen')
  const experiments = useExperiments(lesson.slug, lesson.runs, capabilities, { kept: predictions.runs, orRecorded: true, shared })
  const [, go] = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  const { slug, steps } = lesson
  const at = Number.isInteger(given) && given >= 0 && given < steps.length ? given : 0
  const step = steps[at]
  const asking = steps.find((one): one is PredictStep => one.kind === 'predict')
  const prediction = predictions.of(slug)
  useVoteAsPrediction(slug, predictions)
  const [jump, setJump] = useState<Jump>()
  const goTo = (to: number): void => go(`/lessons/${slug}/${to + 1}`)
  const [predictAt, runAt] = (['predict', 'run'] as const).map((kind) => steps.findIndex((one) => one.kind === kind)) as [number, number]

  // A new step is a new screen: start at its top, for eyes and for screen readers.
  const before = useRef(at)
  const shown = useRef(jump)
  useEffect(() => {
    if (before.current === at) return
    before.current = at
    // The figures have taken the reader to the place asked for.
    if (shown.current !== jump) {
      shown.current = jump
      return
    }
    heading.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [at, jump])

  if (!step) return null
  const way = wayOn(step.kind, {
    predicted: prediction !== undefined,
    ran: experiments.logs.some(Boolean),
    canRun: experiments.canRun && experiments.settings.some(Boolean),
    seen: !asking || predictions.seen(slug) !== undefined,
    guessed: predictions.curve(slug) !== undefined,
    done: predictions.done(slug),
  })
  return (
    <main id="main" tabIndex={-1} className="teaching lesson" data-lesson={slug} data-step={step.kind}>
      <LessonHead lesson={lesson} at={at} onGo={goTo} />
      <h2 ref={heading} tabIndex={-1} className="lesson-step">
        {words.kinds[step.kind]} <span className="quiet">{words.step(at + 1, steps.length)}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that may scroll must be reachable by keyboard. */}
      <section key={at} className="lesson-screen" tabIndex={0} aria-label={words.kinds[step.kind]}>
        {step.kind === 'look' && <LookStep lesson={lesson} step={step} catalog={capabilities.catalog} />}
        {step.kind === 'predict' && (
          <Predict
            slug={slug}
            step={step}
            locked={prediction}
            onLock={(choice, reason) => predictions.predict(slug, { choice, reason })}
            onForget={() => predictions.predict(slug, null)}
          />
        )}
        {step.kind === 'run' && (
          <LessonRuns
            lesson={lesson}
            experiments={experiments}
            catalog={capabilities.catalog}
            locked={prediction === undefined}
            jump={jump}
            ofClass={shared !== undefined}
            wall={wall}
            onPredict={() => goTo(predictAt)}
          >
            <Paragraphs text={step.text} />
          </LessonRuns>
        )}
        {step.kind === 'explain' && (
          <ExplainStep
            {...{ lesson, step, asking, experiments, predictions, catalog: capabilities.catalog }}
            onShow={(run, seq) => {
              setJump({ run, seq })
              goTo(runAt)
            }}
          />
        )}
        {step.kind === 'curve' && <CurveStep step={step} guess={predictions.curve(slug)} onGuess={(guess) => predictions.guess(slug, guess)} />}
        {step.kind === 'change' && <ChangeStep lesson={lesson} step={step} capabilities={capabilities} predictions={predictions} />}
      </section>
      {!wall && <LessonFoot lesson={lesson} at={at} way={way} onGo={goTo} />}
    </main>
  )
}
