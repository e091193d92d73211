/** Ask, close, ask again, show how they voted, show the answer, run. Only the teacher sees the votes before he shows them. */
import type { CSSProperties } from 'react'
import { type Advice, type Ask, adviceOf, optionLetter, optionsOf, votesIn } from '../../../protocol/room.ts'
import { plainSpoken } from '../../content/questions.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import type { InClass } from '../../runs/useClassroom.ts'
import { knownRight, type Lead, useLessonQuestion } from '../../runs/useLead.ts'
import { useLanguage } from '../../words/language.ts'
import { useTeachWords } from '../../words/teachWords.ts'
import { Countdown } from './Countdown.tsx'
import { comesNext, isVoting, type LessonPlan, mayVoteAgain, phaseOf } from './lead.ts'
import { leaveSelect } from './leaveSelect.ts'
import { TypedQuestion } from './TypedQuestion.tsx'
import { useRoundCounts } from './useRoundCounts.ts'

const CLOCKS = [20, 30, 60, 90, 120, 180]

interface QuestionPanelProps {
  here: InClass
  lead: Lead
  plan: LessonPlan | null
  seconds: number | null
  onSeconds: (seconds: number | null) => void
}

export function QuestionPanel({ here, lead, plan, seconds, onSeconds }: QuestionPanelProps) {
  const { console: words } = useTeachWords()
  const { reach } = useCapabilities()
  const { view, line } = here
  const { state } = view
  const rounds = useRoundCounts(view, state?.ask ?? null)
  const right = state?.ask ? (state.ask.right ?? knownRight(state.ask.ref, view.room ?? '', state.ask.index)) : []
  const advice = state?.ask?.phase === 'closed' ? adviceOf(rounds.at(-1) ?? [], right) : 'none'
  const next = state && comesNext(state, plan, advice)
  if (!state) return null
  const phase = phaseOf(state)
  const tone = (doing: typeof next) => (next === doing ? 'primary' : undefined)
  const mayAsk = !isVoting(phase) && phase !== 'ended'
  return (
    <section className="console-question" aria-label={words.question}>
      {state.ask && (isVoting(phase) || phase === 'answered') && <Votes here={here} ask={state.ask} {...{ rounds, right, advice }} />}
      <p className="console-buttons">
        {mayAsk && (
          <button type="button" className="button" data-tone={tone('ask')} disabled={!lead.lesson?.asks} onClick={() => lead.ask(seconds)}>
            {words.ask} <kbd>Q</kbd>
          </button>
        )}
        {phase === 'open' && (
          <button type="button" className="button" data-tone="primary" onClick={lead.close}>
            {words.close} <kbd>Space</kbd>
          </button>
        )}
        {phase === 'closed' && (
          <>
            <button type="button" className="button" data-tone={tone('again')} disabled={!mayVoteAgain(state)} onClick={() => lead.again(seconds)}>
              {words.again} <kbd>Space</kbd>
            </button>
            <button type="button" className="button" aria-pressed={state.ask?.counts !== null} onClick={() => lead.counts(state.ask?.counts === null)}>
              {state.ask?.counts === null ? words.counts : words.hideCounts} <kbd>H</kbd>
            </button>
            <button type="button" className="button" data-tone={tone('answer')} onClick={lead.answer}>
              {words.answer} <kbd>A</kbd>
            </button>
          </>
        )}
        {isVoting(phase) && (
          <button type="button" className="button" data-tone="plain" onClick={() => line.act({ of: 'withdraw' })}>
            {words.withdraw}
          </button>
        )}
        {mayAsk && (
          <button type="button" className="button" data-tone={tone('run')} disabled={!plan?.runStep || lead.running} onClick={lead.run}>
            {lead.running ? words.running : words.run} <kbd>R</kbd>
          </button>
        )}
        <button type="button" className="button" onClick={() => line.act({ of: 'gather' })}>
          {words.gather} <kbd>G</kbd>
        </button>
      </p>
      {phase !== 'open' && phase !== 'ended' && (
        <p className="console-clock">
          <label>
            {words.withClock}{' '}
            <select
              className="select"
              value={seconds ?? ''}
              onChange={({ target }) => {
                onSeconds(target.value === '' ? null : Number(target.value))
                leaveSelect(target)
              }}
            >
              <option value="">{words.noClock}</option>
              {CLOCKS.map((one) => (
                <option key={one} value={one}>
                  {words.seconds(one)}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {reach.is !== 'open' && <p className="quiet">{words.recorded}</p>}
      {mayAsk && <TypedQuestion here={here} seconds={seconds} />}
    </section>
  )
}

interface VotesProps {
  here: InClass
  ask: Ask
  /** Votes for each option, for each round. */
  rounds: readonly (readonly number[])[]
  right: readonly number[]
  advice: Advice
}

/** The votes so far, round by round, and what to do with them. */
function Votes({ here: { view }, ask, rounds, right, advice }: VotesProps) {
  const { console: words } = useTeachWords()
  const texts = useOptionTexts(ask)
  return (
    <div className="console-votes">
      <p>
        <strong>{words.votes(votesIn(rounds.at(-1) ?? []), view.count?.here ?? 0)}</strong>{' '}
        {ask.closesAt !== null && <Countdown closesAt={ask.closesAt} ahead={view.ahead} />}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.question}</th>
            {rounds.map((_, at) => (
              <th key={at} scope="col">
                {words.round(at + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: optionsOf(ask.ref) }, (_, at) => (
            <tr key={at} data-right={right.includes(at)}>
              <th scope="row">
                {optionLetter(at)}. <bdi>{texts?.[at]}</bdi> {right.includes(at) && <span className="chip">✓ {words.right}</span>}
              </th>
              {rounds.map((counts, round) => {
                const all = votesIn(counts)
                const count = counts[at] ?? 0
                return (
                  <td key={round} style={{ '--share': all === 0 ? 0 : count / all } as CSSProperties}>
                    {count}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {advice !== 'none' && (
        <p className="console-advice" role="status">
          {words.advice[advice]}
        </p>
      )}
    </div>
  )
}

/** The texts of the options; undefined until they have come. */
function useOptionTexts({ ref }: Ask): readonly string[] | undefined {
  const language = useLanguage()
  const known = useLessonQuestion(ref.of === 'lesson' ? ref.lesson : null)
  return ref.of === 'typed' ? ref.options : known?.asks?.options.map(({ text }) => plainSpoken(text, language))
}
