/** The signal passport of one run: signal × stage, as read from /proc, up to the cursor. */
import { type ReactNode, useMemo, useState } from 'react'
import { STAGES, type Stage } from '../../../protocol/events.ts'
import { type Figure, stepAt } from '../../model/figure.ts'
import { jobRows } from '../../model/jobs.ts'
import { lightsSignal } from '../../model/lighting.ts'
import { type PassportCell, type PassportGroup, passportMatrix } from '../../model/passport.ts'
import { type Messages, useMessages } from '../../words/messages.ts'
import { type PassportWords, usePassportWords } from '../../words/passportWords.ts'
import { JobRows } from './JobRows.tsx'
import { spellState, symbolOf } from './spellState.ts'
import './passport.css'

interface PassportProps {
  figure: Figure
  signals: readonly { name: string; number: number }[]
  /** Signals that always have a row of their own. */
  asked: readonly string[]
  /** Given on a slide, and shown beside the button that reveals the other signals. There is no hint then. */
  head?: ReactNode
  /** On a slide: the rows of group and terminal are no less important than the signals. */
  jobs?: boolean
}

interface Chosen {
  signal: string
  cell: PassportCell
}

/** At most this many signals are named on a row; the rest is counted. */
const NAMED = 3

export function Passport({ figure, signals, asked, head, jobs: showJobs = false }: PassportProps) {
  const words = useMessages()
  const matrix = usePassportWords()
  const { passports, sessions } = stepAt(figure)?.moment ?? {}
  const all = useMemo(() => passportMatrix(passports ?? {}, signals, asked), [passports, signals, asked])
  const brief = head !== undefined
  const [whole, setWhole] = useState(false)
  // A slide has no room for the session: where it is another one, so is the group.
  const jobs = useMemo(() => jobRows(sessions ?? {}).filter(({ what }) => !brief || whole || what !== 'session'), [sessions, brief, whole])
  const isAsked = ({ signals }: PassportGroup): boolean => signals.some(({ name }) => asked.includes(name))
  const groups = brief && !whole ? all.filter(isAsked) : all
  const others = all.reduce((sum, group) => sum + (isAsked(group) ? 0 : group.signals.length), 0)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const latest = STAGES.findLast((stage) => passports?.[stage])
  const stages = stagesShown(passports)

  return (
    <section className="passport-matrix" data-brief={brief} aria-label={matrix.label(figure.title)}>
      {brief && (
        <div className="passport-head">
          {head}
          {others > 0 && (
            <button type="button" className="passport-fold" aria-expanded={whole} onClick={() => setWhole(!whole)}>
              <span aria-hidden="true">{whole ? '▾' : '▸'}</span> {matrix.others(others)}
            </button>
          )}
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <div className="scroll-x" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span>{words.signal}</span>
              </th>
              {stages.map((stage) => (
                <th scope="col" key={stage} data-latest={stage === latest}>
                  <span>{matrix.stages[stage]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Rows key={group.signals[0]?.name} group={group} stages={stages} figure={figure} chosen={chosen} onChoose={setChosen} />
            ))}
          </tbody>
          {jobs.length > 0 && (!brief || whole || showJobs) && <JobRows rows={jobs} stages={STAGES} />}
        </table>
      </div>
      <p className="passport-why" aria-live="polite">
        {chosen ? explain(chosen, words, matrix) : !brief && matrix.hint}
      </p>
    </section>
  )
}

interface RowsProps {
  group: PassportGroup
  stages: readonly Stage[]
  figure: Figure
  chosen: Chosen | null
  onChoose: (chosen: Chosen) => void
}

/** Recordings of before the helper read what a parent was started with have no such column. */
function stagesShown(passports: Partial<Record<Stage, unknown>> = {}): readonly Stage[] {
  const [first] = STAGES
  return passports[first] || !passports['before-create'] ? STAGES : STAGES.slice(1)
}

/** One signal, or a group with the same fate that opens into its rows. */
function Rows(props: RowsProps) {
  const matrix = usePassportWords()
  const [unfolded, setUnfolded] = useState(false)
  const { group } = props
  const names = group.signals.map(({ name }) => name)
  const [first = ''] = names
  if (names.length === 1) return <Row {...props} name={first} head={`SIG${first}`} />
  const head = (
    <button type="button" className="passport-fold" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
      <span aria-hidden="true">{unfolded ? '▾' : '▸'}</span> {matrix.group(names.length, names.slice(0, NAMED).join(', '), group.plain)}
    </button>
  )
  return (
    <>
      <Row {...props} name={first} all={names} head={head} />
      {unfolded && names.map((name) => <Row key={name} {...props} name={name} head={`SIG${name}`} inner />)}
    </>
  )
}

interface RowProps extends RowsProps {
  name: string
  /** The signals of this row, if there is more than one. */
  all?: readonly string[]
  head: ReactNode
  inner?: boolean
}

function Row({ group, stages, figure, chosen, onChoose, name, all, head, inner = false }: RowProps) {
  const words = useMessages()
  const matrix = usePassportWords()
  const lit = (all ?? [name]).some((one) => lightsSignal(figure.lit, one))
  const hover = all ? null : ({ kind: 'signal', signal: name } as const)
  return (
    <tr data-lit={lit} data-inner={inner} onMouseEnter={() => figure.onHover(hover)} onMouseLeave={() => figure.onHover(null)}>
      <th scope="row">{head}</th>
      {stages.map((stage) => {
        const cell = group.cells[STAGES.indexOf(stage)]
        const pressed = chosen?.cell.stage === stage && chosen.signal === name
        return cell ? (
          <Cell
            key={stage}
            cell={cell}
            pressed={pressed}
            why={explain({ signal: name, cell }, words, matrix)}
            onChoose={() => onChoose({ signal: name, cell })}
          />
        ) : (
          <td key={stage} className="passport-unread">
            <span className="visually-hidden">{matrix.unread}</span>
          </td>
        )
      })}
    </tr>
  )
}

function Cell({ cell, pressed, why, onChoose }: { cell: PassportCell; pressed: boolean; why: string; onChoose: () => void }) {
  const words = useMessages()
  const matrix = usePassportWords()
  const changed = cell.changes.some((change) => !['first', 'kept', 'inherited'].includes(change))
  return (
    <td data-changed={changed} data-state={cell.state.disposition}>
      <button type="button" aria-pressed={pressed} title={why} onClick={onChoose}>
        <span>
          <span aria-hidden="true">{symbolOf(cell.state)}</span> {spellState(cell.state, words)}
        </span>
        {changed && <span className="passport-change">{cell.changes.map((change) => matrix.changes[change]).join(', ')}</span>}
      </button>
    </td>
  )
}

/** A sentence like "SIGPIPE before exec: default. Reset: …" */
function explain({ signal, cell }: Chosen, words: Messages, matrix: PassportWords): string {
  return [matrix.at(`SIG${signal}`, matrix.stages[cell.stage], spellState(cell.state, words)), ...cell.changes.map((change) => matrix.why[change])].join(' ')
}
