/** One lesson, one step to a screen. Its runs survive walking back and forth between the steps. */
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { plainWords } from '../../content/prose.ts'
import { type CompiledLesson, LESSONS } from '../../content/teaching.ts'
import type { Jump } from '../../figures/RunFigures.tsx'
import { useCapabilities } from '../../runs/capabilities.ts'
import { useExperiments } from '../../runs/useExperiments.ts'
import { Colon } from '../../ui/Colon.tsx'
import { latePart } from '../../ui/latePart.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { ChangeStep } from './ChangeStep.tsx'
import { ExplainStep } from './ExplainStep.tsx'
import { LessonRuns } from './LessonRuns.tsx'
import { Paragraphs } from './Paragraphs.tsx'
import { Predict } from './Predict.tsx'
import { RunCommands } from './RunCommands.tsx'
import { StepBar } from './StepBar.tsx'
import type { PredictStep } from './stepOfKind.ts'
import type { Predictions } from './usePredictions.ts'

/** Loaded lazily, because it brings the chart and the measurement. */
const CurveStep = latePart(async () => (await import('./CurveStep.tsx')).CurveStep, <p aria-busy="true" />)

interface LessonBodyProps {
  lesson: CompiledLesson
  step: number
  predictions: Predictions
}

export function LessonBody({ lesson, step: given, predictions }: LessonBodyProps) {
  const { lessons: words } = useTeachingWords()
  const language = useLanguage()
  const capabilities = useCapabilities()
  const experiments = useExperiments(lesson.slug, lesson.runs, capabilities)
  const [, go] = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  const { slug, steps } = lesson
  const at = Number.isInteger(given) && given >= 0 && given < steps.length ? given : 0
  const step = steps[at]
  const asking = steps.find((one): one is PredictStep => one.kind === 'predict')
  const prediction = predictions.of(slug)
  const [jump, setJump] = useState<Jump>()
  const next = LESSONS.find(({ order }) => order === lesson.order + 1)
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
  return (
    <main id="main" tabIndex={-1} className="teaching lesson" data-lesson={slug} data-step={step.kind}>
      <div className="lesson-top">
        <header className="lesson-head">
          <p className="quiet">
            <a href="#/lessons">{words.title}</a> · {lesson.order}/{LESSONS.length}
          </p>
          <h1>
            <Prose words={lesson.title} />
          </h1>
          <p className="lesson-asks">
            <Prose words={lesson.asks} />
          </p>
        </header>
        <StepBar kinds={steps.map(({ kind }) => kind)} at={at} onGo={goTo} />
      </div>
      <h2 ref={heading} tabIndex={-1} className="lesson-step">
        {words.kinds[step.kind]} <span className="quiet">{words.step(at + 1, steps.length)}</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that may scroll must be reachable by keyboard. */}
      <section key={at} className="lesson-screen" tabIndex={0} aria-label={words.kinds[step.kind]}>
        {step.kind === 'look' && <Paragraphs text={step.text} />}
        {step.kind === 'look' && <RunCommands runs={lesson.runs} />}
        {step.kind === 'predict' && (
          <Predict
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
        {step.kind === 'change' && <ChangeStep slug={slug} step={step} show={lesson.show} capabilities={capabilities} onReached={predictions.finish} />}
      </section>
      <nav className="lesson-foot" aria-label={plainWords(lesson.title[language])}>
        <button type="button" className="button" disabled={at === 0} onClick={() => goTo(at - 1)}>
          {words.back}
        </button>
        {at < steps.length - 1 && (
          <button type="button" className="button" data-tone={step.kind === 'predict' && !prediction ? undefined : 'primary'} onClick={() => goTo(at + 1)}>
            {words.next}
          </button>
        )}
        {at === steps.length - 1 && next && (
          <a className="button" data-tone="primary" href={`#/lessons/${next.slug}`}>
            {words.nextLesson}
            <Colon />
            <Prose words={next.title} />
          </a>
        )}
        <a href="#/lessons">{words.allLessons}</a>
      </nav>
    </main>
  )
}
