/** One opened claim: the reason, its runs judged live, and the run itself at the event that decides it. */
import { Play } from 'lucide-react'
import { useState } from 'react'
import type { RunCheck } from '../../../protocol/claims.ts'
import type { CompiledClaim } from '../../content/claims.ts'
import { sourcesOf } from '../../content/sources.ts'
import { CancelRuns } from '../../figures/CancelRuns.tsx'
import { type Jump, RunFigures } from '../../figures/RunFigures.tsx'
import { signalsToFollow } from '../../figures/signalsOf.ts'
import { judge } from '../../model/claims/judge.ts'
import { commandOf } from '../../model/command.ts'
import { labLink } from '../../model/labLink.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { realTrial } from '../../runs/realTrial.ts'
import { useExperiments } from '../../runs/useExperiments.ts'
import { storyOf } from '../../store/storyOf.ts'
import { Prose } from '../../ui/Prose.tsx'
import { SourceList } from '../../ui/Sources/SourceList.tsx'
import { Evidence } from '../../views/Evidence/Evidence.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { ClaimReasons } from './ClaimReasons.tsx'
import { realRow } from './realRow.ts'
import { type TrialRow, TrialTable } from './TrialTable.tsx'

interface Shown {
  place: number
  /** Where in the run the reader asked to be taken. */
  jump: Jump | undefined
}

export function OpenClaim({ claim, capabilities }: { claim: CompiledClaim; capabilities: Capabilities }) {
  const words = useTeachingWords()
  const { trials, specimens = [] } = claim
  const reals = specimens.map(({ strategy, setting }) => ({ run: { strategy, specimen: setting } }))
  const { logs, running, runAll, cancel, settings, canRun, recorded } = useExperiments(claim.id, [...trials, ...reals], capabilities)
  const [shown, setShown] = useState<Shown | null>(null)
  /** Only the spawn of a real program is judged and shown. */
  const taken = logs.map((log, at) => {
    const real = specimens[at - trials.length]
    return log && (real ? realTrial(log, real.strategy) : { judged: log.events, shown: log })
  })
  /** What came out at a place, and why. */
  const judged = (place: number, check: RunCheck | undefined, of: string): Pick<TrialRow, 'judgement' | 'evidence'> => {
    const one = taken[place]
    const judgement = one && check ? judge(check, one.judged) : null
    if (!one || !check || !judgement?.judged) return { judgement, evidence: null }
    const { catalog } = capabilities
    const show = (seq: number): void => setShown({ place, jump: { run: 0, seq } })
    return {
      judgement,
      evidence: <Evidence {...{ check, judgement, of, events: one.judged, story: storyOf(one.shown), signals: catalog?.signals ?? [], onShow: show }} />,
    }
  }
  const rows: TrialRow[] = [
    ...trials.map(({ run, expect, control, label, check }, at) => ({
      name: commandOf(run),
      about: label ? <Prose words={label} /> : run.edition === 'article' || run.edition === 'today' ? words.claims.editions[run.edition] : (run.edition ?? ''),
      expect,
      control: control === true,
      real: false,
      cannot: settings[at] ? undefined : words.wantsRoot,
      ...judged(at, check ?? claim.check, commandOf(run)),
    })),
    ...specimens.map((real, n) => {
      const { title, expect } = realRow(real, capabilities.catalog, recorded)
      return {
        name: words.claims.realProgram(title),
        about: words.claims.setting(real.setting),
        expect,
        control: false,
        real: true,
        cannot: settings[trials.length + n] ? undefined : recorded ? words.claims.notRecorded : words.claims.notOffered(title),
        ...judged(trials.length + n, real.check ?? claim.check, title),
      }
    }),
  ]
  // Those of the reason first, then those that a release was read in.
  const named = [...new Set([...(claim.sources ?? []), ...(claim.real ?? []).flatMap(({ source }) => source ?? [])])]
  const log = shown ? taken[shown.place]?.shown : undefined
  const run = shown ? (trials[shown.place]?.run ?? reals[shown.place - trials.length]?.run) : undefined
  const first = (place: number): number | undefined => {
    const judgement = rows[place]?.judgement
    return judgement?.judged ? judgement.evidence[0] : undefined
  }
  const start = async (places?: readonly number[]): Promise<void> => {
    await runAll(places)
    setShown({ place: places?.[0] ?? settings.findIndex(Boolean), jump: undefined })
  }
  const at = shown ? first(shown.place) : undefined

  return (
    <>
      <ClaimReasons claim={claim} />
      {rows.length === 0 ? (
        claim.unrun && (
          <p className="claim-unrun">
            <strong>{words.claims.unrun}</strong> <Prose words={claim.unrun} />
          </p>
        )
      ) : (
        <section className="claim-trials" aria-label={words.claims.trials}>
          <div className="claim-trials-head">
            <h4>{words.claims.trials}</h4>
            <button type="button" className="button" data-tone="primary" disabled={!canRun || running} onClick={() => void start()}>
              <Play aria-hidden="true" /> {running ? words.running : words.claims.runAll}
            </button>
            <CancelRuns running={running} onCancel={cancel} />
          </div>
          <TrialTable rows={rows} canRun={canRun && !running} recorded={recorded} chosen={shown?.place ?? null} onRun={(place) => void start([place])} />
        </section>
      )}
      {log && shown && run && capabilities.catalog && (
        <section className="panel" aria-label={rows[shown.place]?.name} data-evidence-at={shown.jump?.seq ?? at}>
          <RunFigures
            titles={[rows[shown.place]?.name ?? '']}
            logs={[log]}
            show={run.strategy.startsWith('hazard-') ? ['findings', 'timeline'] : ['timeline', 'memory', 'passport']}
            catalog={capabilities.catalog}
            asked={signalsToFollow([run])}
            at={at}
            jump={shown.jump}
          />
          <p>
            {shown.place < trials.length ? (
              <a className="button" href={labLink(run)}>
                {words.openInLab}
              </a>
            ) : (
              <a className="button" href="#/real">
                {words.claims.besideOurs}
              </a>
            )}
          </p>
        </section>
      )}
      <SourceList sources={sourcesOf(named)} />
      {claim.lesson !== undefined && (
        <p>
          <a href={`#/lessons/${claim.lesson}`}>{words.claims.lesson}</a>
        </p>
      )}
    </>
  )
}
