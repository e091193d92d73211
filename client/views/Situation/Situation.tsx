/** The situation of a run as a picture: parent, child, program, and what is about to happen to whom. After the run also what it did. */
import { Hand, TriangleAlert, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { RunSettings } from '../../../protocol/runSettings.ts'
import { catalogTexts, settingSentence } from '../../content/catalogWords.ts'
import { commandOf } from '../../model/command.ts'
import type { NamedMoment } from '../../model/namedMoments.ts'
import { type Happening, type Situation as Setup, type SignalSetup, situationOf, type WhatItDid, whatItDid } from '../../model/situation.ts'
import type { Story } from '../../model/story.ts'
import { TaskLetter } from '../../ui/TaskLetter.tsx'
import { useLanguage } from '../../words/language.ts'
import { useLoaded } from '../../words/messageGroup.ts'
import { useMessages } from '../../words/messages.ts'
import { momentName } from '../../words/momentName.ts'
import { useParentSettingsWords } from '../../words/parentSettingsWords.ts'
import { type TeachingWords, useTeachingWords } from '../../words/teachingWords.ts'
import './situation.css'

interface SituationProps {
  title: ReactNode
  run: RunSettings
  catalog: Catalog | null
  /** What the run was; null before it. */
  story: Story | null
  /** Leads to an event of the run. Without it, what the run did is only said. */
  onShow?: ((seq: number) => void) | undefined
}

export function Situation({ title, run, catalog, story, onShow }: SituationProps) {
  const setup = situationOf(run, catalog)
  useLoaded(catalogTexts, setup.own.length > 0)
  const did = story ? whatItDid(story) : null
  return (
    <figure className="situation" data-memory={did?.memory} data-ran={did !== null}>
      <figcaption>
        <strong>{title}</strong> <code>{commandOf(run)}</code>
      </figcaption>
      <div className="situation-picture">
        <Parent setup={setup} did={did} onShow={onShow} />
        <Arrow of="create">{setup.mechanism}</Arrow>
        <Child setup={setup} did={did} catalog={catalog} onShow={onShow} />
        <Arrow of="exec">exec</Arrow>
        <Program setup={setup} did={did} />
      </div>
    </figure>
  )
}

interface PartProps {
  setup: Setup
  did: WhatItDid | null
}

function Arrow({ of, children }: { of: string; children: ReactNode }) {
  return (
    <p className="situation-arrow" data-of={of} translate="no">
      <code>{children}</code>
    </p>
  )
}

function signalWords({ signal, disposition, blocked, started, startedBlocked }: SignalSetup, words: TeachingWords['situation']): string {
  const name = `SIG${signal}`
  const said = [
    started && words.started[started](name),
    startedBlocked && words.startedBlocked(name),
    disposition && words.dispositions[disposition](name),
    blocked && words.blocks(name),
  ]
  return said.filter(Boolean).join(words.and)
}

type TaskProps = PartProps & Pick<SituationProps, 'onShow'>

function Parent({ setup, did, onShow }: TaskProps) {
  const { situation: words } = useTeachingWords()
  const { parent } = useMessages()
  return (
    <div className="situation-task" data-part="parent">
      <p className="situation-who">
        <TaskLetter task={1} /> {parent}
      </p>
      <ul>
        {setup.memoryMb !== null && <li>{words.memory(setup.memoryMb)}</li>}
        {setup.threads > 0 && <li>{words.threads(setup.threads)}</li>}
        {setup.uid !== null && <li>{words.uid(setup.uid)}</li>}
        {setup.signals.map((one) => (
          <li key={one.signal} data-signal={one.disposition ?? one.started ?? 'blocked'}>
            {signalWords(one, words)}
          </li>
        ))}
        <Happenings all={setup.happenings.filter((one) => one.is === 'sent' && one.to === 'parent')} />
        {setup.pressed && (
          <li data-happens="sent">
            <Zap aria-hidden="true" /> {words.pressed(words.keys[setup.pressed.key], words.moments[setup.pressed.at])}
          </li>
        )}
        <Did moments={did?.parent} onShow={onShow} />
      </ul>
    </div>
  )
}

function Child({ setup, did, catalog, onShow }: TaskProps & { catalog: Catalog | null }) {
  const { situation: words } = useTeachingWords()
  const { child } = useMessages()
  const language = useLanguage()
  const runtime = catalog?.strategies.some(({ id }) => id === setup.strategy) === true
  return (
    <div className="situation-task" data-part="child">
      <p className="situation-who">
        <TaskLetter task={2} /> {child}
        <span className="quiet">{did?.memory ? words.got[did.memory] : did ? '' : words.notYet}</span>
      </p>
      <ul>
        {setup.own.map(({ key, value, setting, leftOut }) => (
          <li key={key} data-wrong={leftOut}>
            {leftOut && <TriangleAlert aria-hidden="true" />}
            {leftOut ? words.without : words.own} <code>{`${key}=${value}`}</code>
            {setting && <span className="quiet">{settingSentence(setting, language, setup.strategy)}</span>}
          </li>
        ))}
        {!runtime && setup.own.length === 0 && setup.happenings.length === 0 && !did && <li className="quiet">{words.plain}</li>}
        <Happenings all={setup.happenings.filter((one) => one.is === 'held' || one.to === 'child')} />
        <Did moments={did?.child} onShow={onShow} />
        {did?.exit && <li data-did="true">{did.exit.signal === null ? words.ended(did.exit.status ?? 0) : words.killed(did.exit.signal)}</li>}
      </ul>
    </div>
  )
}

function Program({ setup, did }: PartProps) {
  const { situation: words } = useTeachingWords()
  const { targets } = useParentSettingsWords()
  return (
    <div className="situation-task" data-part="program" data-target={setup.target}>
      <p className="situation-who">{words.program}</p>
      <ul>
        <li>{targets[setup.target] ?? <code>{setup.target}</code>}</li>
        {setup.place.map(({ key, value }) => (
          <li key={key}>
            {words.place[key]} <code>{value}</code>
          </li>
        ))}
        {did && <li data-did="true">{did.execed ? words.became : words.neverBecame}</li>}
      </ul>
    </div>
  )
}

function Happenings({ all }: { all: readonly Happening[] }) {
  const { situation: words } = useTeachingWords()
  return all.map((one) => (
    <li key={JSON.stringify(one)} data-happens={one.is}>
      {one.is === 'sent' ? <Zap aria-hidden="true" /> : <Hand aria-hidden="true" />}
      {one.is === 'sent' ? words.sent(`SIG${one.signal}`, words.moments[one.at]) : words.held(words.moments[one.at], one.ms)}
    </li>
  ))
}

/** Moments by name; a press leads to one. */
function Did({ moments = [], onShow }: { moments: readonly NamedMoment[] | undefined } & Pick<SituationProps, 'onShow'>) {
  const words = useMessages()
  return moments.map((moment) => (
    <li key={moment.seq} data-did="true">
      {onShow ? (
        <button type="button" onClick={() => onShow(moment.seq)}>
          {momentName(moment, words)}
        </button>
      ) : (
        momentName(moment, words)
      )}
    </li>
  ))
}
