/** The runs that a claim rests on, ours and real ones: what was expected, what came out here, and the events that decide it. */
import { Play } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Judgement } from '../../model/claims/judge.ts'
import { Colon } from '../../ui/Colon.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'

/** One run of the table. */
export interface TrialRow {
  /** The command as one would type it, or the name of a real program. */
  name: string
  about: ReactNode
  /** Null: the claim says nothing about this release. */
  expect: boolean | null
  control: boolean
  /** It is a real program of a real language. */
  real: boolean
  /** Why this server cannot run it; undefined if it can. */
  cannot: string | undefined
  judgement: Judgement | null
  /** What decides it, shown in place. */
  evidence: ReactNode
}

interface TrialTableProps {
  rows: readonly TrialRow[]
  canRun: boolean
  /** The results come from recordings, not from this machine. */
  recorded: boolean
  chosen: number | null
  onRun: (place: number) => void
}

export function TrialTable({ rows, canRun, recorded, chosen, onRun }: TrialTableProps) {
  const { claims: words, ...all } = useTeachingWords()
  const said = (holds: boolean): string => (holds ? `✓ ${words.yes}` : `✗ ${words.no}`)
  return (
    <ul className="trials" aria-label={words.trials}>
      {rows.map(({ name, about, expect, control, real, cannot, judgement, evidence }, at) => {
        const judged = judgement?.judged ? judgement : null
        const agrees = judged && expect !== null ? judged.holds === expect : undefined
        return (
          <li key={at} className="trial" data-chosen={chosen === at} data-control={control} data-real={real}>
            <div className="trial-run">
              {real ? <strong>{name}</strong> : <code>{name}</code>}
              <span className="quiet">
                {about}
                {control && <em> {words.control}</em>}
              </span>
            </div>
            <p>
              <span className="quiet">
                {words.expected}
                <Colon />
              </span>
              {expect === null ? words.notKnown : said(expect)}
            </p>
            <p data-agrees={agrees} data-found={judged?.holds}>
              <span className="quiet">
                {recorded ? words.foundRecorded : words.found}
                <Colon />
              </span>
              {judged ? (
                <>
                  {said(judged.holds)} {agrees !== undefined && <strong>({agrees ? words.agrees : words.differs})</strong>}
                </>
              ) : judgement ? (
                words.cannot
              ) : (
                (cannot ?? words.notRun)
              )}
            </p>
            <button type="button" className="button" disabled={!canRun || cannot !== undefined} onClick={() => onRun(at)}>
              <Play aria-hidden="true" /> {judgement ? all.runAgain : all.run}
            </button>
            {evidence && <div className="trial-evidence">{evidence}</div>}
          </li>
        )
      })}
    </ul>
  )
}
