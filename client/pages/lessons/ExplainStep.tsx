/** The explanation. Before it, the reader says what the run showed; beside it stand prediction, result and evidence. */
import type { Catalog } from '../../../protocol/catalog.ts'
import type { CompiledLesson } from '../../content/lessons.ts'
import { plainWords } from '../../content/prose.ts'
import { sourcesOf } from '../../content/sources.ts'
import { type Judgement, judge } from '../../model/claims/judge.ts'
import type { Experiments } from '../../runs/useExperiments.ts'
import { SourceList } from '../../ui/Sources/SourceList.tsx'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { ClaimLinks } from './ClaimLinks.tsx'
import { FactList } from './FactList.tsx'
import { Observe } from './Observe.tsx'
import { Outcome } from './Outcome.tsx'
import { ReadTable } from './ReadTable.tsx'
import { RunEvidence } from './RunEvidence.tsx'
import { Situations } from './Situations.tsx'
import type { PredictStep, ExplainStep as Step } from './stepOfKind.ts'
import type { Predictions } from './usePredictions.ts'

interface ExplainStepProps {
  lesson: CompiledLesson
  step: Step
  asking: PredictStep | undefined
  experiments: Experiments
  predictions: Predictions
  catalog: Catalog | null
  /** Leads to the run at an event. */
  onShow: (run: number, seq: number) => void
}

export function ExplainStep({ lesson, step, asking, experiments, predictions, catalog, onShow }: ExplainStepProps) {
  const { slug } = lesson
  const { situation } = useTeachingWords()
  const seen = predictions.seen(slug)
  // Whoever has run nothing is not asked.
  if (asking && !seen && experiments.logs.some(Boolean))
    return <Observe slug={slug} step={asking} onSee={(choice, said) => predictions.see(slug, { choice, words: said })} />
  return (
    <>
      {asking && <Answer {...{ lesson, asking, experiments, predictions, catalog, onShow }} />}
      <div className="explain-more">
        <div className="explain-text">
          <FactList facts={step.facts} {...{ lesson, experiments, catalog, onShow }} />
        </div>
        <div className="explain-links">
          <ClaimLinks ids={step.claims ?? []} />
          <SourceList sources={sourcesOf(lesson.sources)} folded />
        </div>
        {step.table && <ReadTable table={step.table} />}
      </div>
      {experiments.logs.some(Boolean) && (
        <details className="explain-picture">
          <summary>{situation.after}</summary>
          <Situations runs={lesson.runs} catalog={catalog} logs={experiments.logs} onShow={onShow} />
        </details>
      )}
    </>
  )
}

type AnswerProps = Omit<ExplainStepProps, 'step' | 'asking'> & { asking: PredictStep }

function Answer({ lesson, asking, experiments, predictions, catalog, onShow }: AnswerProps) {
  const language = useLanguage()
  const judgements = asking.options.map(({ check, of = 0 }) => {
    const log = experiments.logs[of]
    return log ? judge(check, log.events) : null
  })
  const borneOut = onlyOne(judgements)
  const judgement = borneOut === null ? null : judgements[borneOut]
  const option = borneOut === null ? undefined : asking.options[borneOut]
  const run = option?.of ?? 0
  const log = experiments.logs[run]
  return (
    <Outcome
      step={asking}
      prediction={predictions.of(lesson.slug)}
      seen={predictions.seen(lesson.slug)}
      borneOut={borneOut}
      recorded={experiments.recorded}
      evidence={
        option &&
        judgement?.judged &&
        log && (
          <RunEvidence
            check={option.check}
            judgement={judgement}
            log={log}
            catalog={catalog}
            run={run}
            of={plainWords(lesson.runs[run]?.label[language] ?? [])}
            onShow={onShow}
          />
        )
      }
    />
  )
}

/** The answer that the runs confirm. Null until all of them have run: before that, nothing is decided. */
function onlyOne(judgements: readonly (Judgement | null)[]): number | null {
  const held = judgements.map((judgement) => (judgement?.judged ? judgement.holds : null))
  const only = held.flatMap((holds, at) => (holds === true ? [at] : []))
  return held.includes(null) || only.length !== 1 ? null : (only[0] ?? null)
}
