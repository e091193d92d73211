/** The runs on which a claim stands: what was expected, what came out here, and the events that decide it. */
import { Play } from 'lucide-react'
import type { ToldClaim } from '../../content/teaching.ts'
import type { Judgement } from '../../model/claims/judge.ts'
import { commandOf } from '../../model/command.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../ui/teachingWords.ts'

type Trial = ToldClaim['trials'][number]

interface TrialTableProps {
  trials: readonly Trial[]
  /** By place; null where it has not been run. */
  judgements: readonly (Judgement | null)[]
  /** Places that this server can run. */
  possible: readonly boolean[]
  canRun: boolean
  chosen: number | null
  onRun: (place: number) => void
  onShow: (place: number, seq: number) => void
}

/** So many events are named; the rest is counted. */
const NAMED = 6

export function TrialTable({ trials, judgements, possible, canRun, chosen, onRun, onShow }: TrialTableProps) {
  const { claims: words, ...all } = useTeachingWords()
  const said = (holds: boolean): string => (holds ? `✓ ${words.yes}` : `✗ ${words.no}`)
  return (
    <ul className="trials" aria-label={words.trials}>
      {trials.map((trial, at) => {
        const judgement = judgements[at] ?? null
        const edition = trial.run.edition
        const judged = judgement?.judged ? judgement : null
        return (
          <li key={at} className="trial" data-chosen={chosen === at} data-control={trial.control === true}>
            <div className="trial-run">
              <code>{commandOf(trial.run)}</code>
              <span className="quiet">
                {trial.label ? <Prose words={trial.label} /> : edition === 'article' || edition === 'today' ? words.editions[edition] : (edition ?? '')}
                {trial.control && <em> {words.control}</em>}
              </span>
            </div>
            <p>
              <span className="quiet">{words.expected}:</span> {said(trial.expect)}
            </p>
            <p data-agrees={judged ? judged.holds === trial.expect : undefined} data-found={judged ? judged.holds : undefined}>
              <span className="quiet">{words.found}:</span>{' '}
              {judged ? (
                <>
                  {said(judged.holds)} <strong>({judged.holds === trial.expect ? words.agrees : words.differs})</strong>
                </>
              ) : judgement ? (
                words.cannot
              ) : possible[at] ? (
                words.notRun
              ) : (
                all.wantsRoot
              )}
            </p>
            <button type="button" className="button" disabled={!canRun || !possible[at]} onClick={() => onRun(at)}>
              <Play aria-hidden="true" /> {judgement ? all.runAgain : all.run}
            </button>
            {judged && (
              <p className="trial-evidence">
                <span className="quiet">{all.evidence}:</span>
                {judged.evidence.slice(0, NAMED).map((seq) => (
                  <button key={seq} type="button" className="chip" data-evidence={seq} onClick={() => onShow(at, seq)}>
                    {all.event(seq)}
                  </button>
                ))}
                {judged.evidence.length > NAMED && <span className="quiet">+{judged.evidence.length - NAMED}</span>}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
