/** What a teacher needs in front of a class, on one screen and by keys. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { LESSONS } from '../../content/lessons.ts'
import { saidRefusal } from '../../content/roomRefusal.ts'
import type { InClass } from '../../runs/useClassroom.ts'
import { lessonOf, useLead } from '../../runs/useLead.ts'
import { KeyList } from '../../ui/KeyList.tsx'
import { takesKey } from '../../ui/takesKey.ts'
import { useRoomWords, useTeachWords } from '../../words/teachWords.ts'
import { ClassClock } from './ClassClock.tsx'
import { LessonPanel } from './LessonPanel.tsx'
import { isVoting, type LessonPlan, phaseOf, stepFrom } from './lead.ts'
import { NotesPanel } from './NotesPanel.tsx'
import { PeoplePanel } from './PeoplePanel.tsx'
import { QuestionPanel } from './QuestionPanel.tsx'
import { ResultsPanel } from './ResultsPanel.tsx'
import { RoomControls } from './RoomControls.tsx'
import { RoomPanel } from './RoomPanel.tsx'

interface ConsoleProps {
  here: InClass
  /** The lesson that the teacher came with. */
  first: string | null
}

export function ClassConsole({ here, first }: ConsoleProps) {
  const words = useTeachWords()
  const room = useRoomWords()
  const { view, line } = here
  const state = view.state
  const [chosen, setChosen] = useState(() => LESSONS.find(({ slug }) => slug === first)?.slug ?? null)
  const slug = chosen ?? lessonOf(state?.moment?.path) ?? null
  const [seconds, setSeconds] = useState<number | null>(null)
  const lead = useLead(here, slug)
  const plan = useMemo(
    (): LessonPlan | null =>
      slug !== null && lead.lesson ? { slug, steps: lead.lesson.steps, askStep: lead.lesson.asks?.step ?? null, runStep: lead.lesson.runStep } : null,
    [slug, lead.lesson],
  )
  const latest = useRef({ view, lead, plan, seconds })
  latest.current = { view, lead, plan, seconds }
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (takesKey(event) || event.ctrlKey || event.metaKey || event.altKey) return
      if (press(event.key, latest.current, line)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [line])

  if (!state) return null
  const phase = phaseOf(state)
  const refusal = view.refusal && saidRefusal(view.refusal, room)
  return (
    <main id="main" tabIndex={-1} className="console" data-phase={phase}>
      <header className="console-head">
        <h1>{words.console.title}</h1>
        <p role="status" className="console-state">
          {view.connected ? words.console.state[phase] : words.bar.lost}
        </p>
        <ClassClock room={view.room ?? ''} />
      </header>
      {refusal && (
        <p role="alert" className="alert">
          <strong>{refusal.says}</strong> {refusal.cure}
        </p>
      )}
      <div className="console-main">
        <LessonPanel {...{ here, lead, plan, slug }} onChoose={setChosen} />
        <QuestionPanel {...{ here, lead, plan, seconds }} onSeconds={setSeconds} />
        <NotesPanel slug={slug} />
      </div>
      <div className="console-side">
        <RoomPanel here={here} />
        <PeoplePanel here={here} />
        <RoomControls here={here} />
        <ResultsPanel here={here} />
        <details className="console-keys">
          <summary>{words.keys.title}</summary>
          <KeyList rows={words.keys.rows} />
        </details>
      </div>
    </main>
  )
}

type Latest = { view: InClass['view']; lead: ReturnType<typeof useLead>; plan: LessonPlan | null; seconds: number | null }

/** Does what a key says; false if it says nothing. */
function press(key: string, { view: { state }, lead, plan, seconds }: Latest, line: InClass['line']): boolean {
  if (!state) return false
  const phase = phaseOf(state)
  const voting = isVoting(phase)
  const stepBy = (by: 1 | -1) => plan !== null && !voting && (() => lead.showStep(stepFrom(state, plan, by)))
  const does: Readonly<Record<string, (() => void) | false>> = {
    ArrowRight: stepBy(1),
    ArrowLeft: stepBy(-1),
    // A presenter's clicker sends these.
    PageDown: stepBy(1),
    PageUp: stepBy(-1),
    q: !voting && (() => lead.ask(seconds)),
    ' ': phase === 'open' ? lead.close : phase === 'closed' && (() => lead.again(seconds)),
    h: phase === 'closed' && (() => lead.counts(state.ask?.counts === null)),
    a: phase === 'closed' && lead.answer,
    r: !voting && lead.run,
    g: () => line.act({ of: 'gather' }),
  }
  const act = does[key.length === 1 ? key.toLowerCase() : key]
  if (!act) return false
  act()
  return true
}
