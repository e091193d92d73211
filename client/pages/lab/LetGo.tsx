/** A child that stands until the reader lets it go: the parent's state, the time left, signals to send now, and what became of each. */
import { DoorOpen } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { HoldOrder } from '../../../protocol/clientMessages.ts'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { SIDES } from '../../../protocol/settingKinds.ts'
import { type SentByHand, type Waiting, waitingOf } from '../../model/waiting.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useLogChanges, useRunLog } from '../../store/useRunLog.ts'
import { Toggle } from '../../ui/Toggle.tsx'
import { takesKey } from '../../ui/takesKey.ts'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { type LabWords, useLabWords } from '../../words/labWords.ts'
import { FreezeAgain } from './FreezeAgain.tsx'
import { useSecondsLeft } from './useSecondsLeft.ts'
import './letGo.css'

/** A few that differ: ignored, handled or blocked by habit, and one that nobody can refuse. */
const SIGNALS = ['INT', 'TERM', 'HUP', 'USR1', 'KILL'] as const
const RELEASE_KEY = 'l'

interface LetGoProps {
  run: { settings: RunSettings; log: RunLog }
  catalog: Catalog
  order: (log: RunLog, order: HoldOrder) => void
  /** Something runs. */
  busy: boolean
  /** Runs these settings, with the child held again. */
  onFreeze: (settings: RunSettings) => void
}

/** Nothing unless a child of this run waits, or waited, for a person. */
export function LetGo(props: LetGoProps) {
  const { log } = props.run
  const version = useRunLog(log)
  // Not at every step of the cursor: a run may have 100,000 events.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows in place; its version changes.
  const waits = useMemo(() => waitingOf(log.events) !== null, [log, version])
  return waits && <WaitingPanel {...props} />
}

/** Drawn at each change of the log, because a person watches what becomes of his orders; few events come while a child waits. */
function WaitingPanel(props: LetGoProps) {
  const { log } = props.run
  const changes = useLogChanges(log)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log grows in place; its changes are counted.
  const waiting = useMemo(() => waitingOf(log.events), [log, changes])
  return waiting && <Panel {...props} waiting={waiting} />
}

function Panel({ run, catalog, waiting, order: give, busy, onFreeze }: LetGoProps & { waiting: Waiting }) {
  const { log } = run
  const order = useCallback((given: HoldOrder) => give(log, given), [give, log])
  const words = useLabWords()
  const stands = log.status === 'running' && waiting.released === null
  const left = useSecondsLeft(waiting.seq, waiting.mostMs, stands)

  useEffect(() => {
    if (!stands) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== RELEASE_KEY || takesKey(event)) return
      event.preventDefault()
      order({ kind: 'release' })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [stands, order])

  return (
    <section className="panel let-go" data-stands={stands} aria-label={words.letGo.title}>
      <ParentState waiting={waiting} />
      <div className="let-go-told">
        <h2>
          {stands ? words.letGo.stands(words.moments[waiting.at]) : words.letGo.stood(words.moments[waiting.at])}
          {stands && (
            <span className="let-go-clock" role="timer" aria-label={words.letGo.clock}>
              {words.letGo.left(left)}
            </span>
          )}
        </h2>
        <p className="let-go-state">{waiting.parentEnded ? words.letGo.ended : stateWords(waiting, words)}</p>
        {stands ? (
          <Orders waiting={waiting} order={order} />
        ) : (
          waiting.released && (
            <p role="status">
              <strong>{words.letGo.released[waiting.released.how](Math.round(waiting.released.afterMs / 1000))}</strong>
            </p>
          )
        )}
        <Refused log={log} />
        <Fates waiting={waiting} />
        {!stands && <FreezeAgain settings={run.settings} catalog={catalog} disabled={busy} onFreeze={onFreeze} />}
      </div>
    </section>
  )
}

/** The letter of /proc, readable from the last row. */
function ParentState({ waiting }: { waiting: Waiting }) {
  const words = useLabWords()
  const letter = waiting.parentEnded ? '†' : (waiting.look?.state[0] ?? '…')
  return (
    <p className="let-go-letter" data-asleep={letter === 'D'}>
      <span aria-hidden="true">{letter}</span>
      <span>{words.letGo.parent}</span>
    </p>
  )
}

function stateWords({ look }: Waiting, words: LabWords): string {
  if (!look) return words.letGo.looking
  const known = words.letGo.states[look.state[0] as keyof typeof words.letGo.states]
  return words.letGo.state(look.state, known ?? null, look.wchan)
}

function Orders({ waiting, order }: { waiting: Waiting; order: (given: HoldOrder) => void }) {
  const words = useLabWords()
  const [to, setTo] = useState<(typeof SIDES)[number]>('parent')
  const hasChild = waiting.task !== waiting.parent
  return (
    <div className="let-go-orders">
      <fieldset>
        <legend>{words.letGo.send}</legend>
        {hasChild && (
          <Toggle label={words.whom} value={to} onChange={setTo} options={SIDES.toReversed().map((side) => ({ value: side, label: words.sides[side] }))} />
        )}
        {SIGNALS.map((signal) => (
          <button
            key={signal}
            type="button"
            className="button"
            disabled={to === 'parent' && waiting.parentEnded}
            onClick={() => order({ kind: 'send', signal, to })}
          >
            SIG{signal}
          </button>
        ))}
      </fieldset>
      <button type="button" className="button" data-tone="primary" onClick={() => order({ kind: 'release' })}>
        <DoorOpen aria-hidden="true" /> {words.letGo.release} <kbd>L</kbd>
      </button>
    </div>
  )
}

function Refused({ log }: { log: RunLog }) {
  const refused = useRefusalWords(log.orderRefusal)
  return (
    <p role="status" className="let-go-refused">
      {refused}
    </p>
  )
}

function Fates({ waiting }: { waiting: Waiting }) {
  const words = useLabWords()
  if (waiting.sent.length === 0) return null
  return (
    <ul className="let-go-fates" aria-live="polite" aria-label={words.letGo.fates}>
      {waiting.sent.map((one) => (
        <li key={one.seq} data-fate={one.fate}>
          <code>{one.signal}</code> {words.letGo.to(one.task === 1 ? words.sides.parent : words.sides.child)} <strong>{fateWords(one, words)}</strong>
        </li>
      ))}
    </ul>
  )
}

function fateWords({ fate, counter }: SentByHand, words: LabWords): string {
  if (fate !== 'handled' || !counter) return words.letGo.fate[fate]
  if (counter.task === 1) return words.letGo.handledBy.parent(counter.own)
  return counter.own === counter.parents ? words.letGo.handledBy.shared(counter.own) : words.letGo.handledBy.copy(counter.own, counter.parents)
}
