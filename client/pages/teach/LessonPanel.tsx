/** Which lesson, where the class is in it, and who is at which step. */
import { useMemo } from 'react'
import { LESSONS } from '../../content/lessons.ts'
import { plainWords } from '../../content/prose.ts'
import type { InClass } from '../../runs/useClassroom.ts'
import type { Lead } from '../../runs/useLead.ts'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { useTeachWords } from '../../words/teachWords.ts'
import { comesNext, histogram, isVoting, type LessonPlan, phaseOf, stepFrom, stepOf } from './lead.ts'
import { leaveSelect } from './leaveSelect.ts'

interface LessonPanelProps {
  here: InClass
  lead: Lead
  plan: LessonPlan | null
  slug: string | null
  onChoose: (slug: string | null) => void
}

export function LessonPanel({ here: { view }, lead, plan, slug, onChoose }: LessonPanelProps) {
  const { console: words } = useTeachWords()
  const { lessons } = useTeachingWords()
  const language = useLanguage()
  const { state, people } = view
  const at = useMemo(() => (plan ? histogram(people.values(), plan.steps) : []), [people, plan])
  if (!state) return null
  const step = plan ? stepOf(state, plan.slug) : null
  const voting = isVoting(phaseOf(state))
  const next = comesNext(state, plan)
  return (
    <section className="console-lesson" aria-label={words.lesson}>
      <label>
        {words.lesson}{' '}
        <select
          className="select"
          value={slug ?? ''}
          onChange={({ target }) => {
            onChoose(target.value === '' ? null : target.value)
            leaveSelect(target)
          }}
        >
          <option value="">{words.choose}</option>
          {LESSONS.map((one) => (
            <option key={one.slug} value={one.slug}>
              {one.order}. {plainWords(one.title[language])}
            </option>
          ))}
        </select>
      </label>
      {plan && lead.lesson && (
        <>
          <ol className="console-steps" aria-label={words.steps}>
            {lead.lesson.kinds.map((kind, n) => (
              <li key={n}>
                <button type="button" aria-current={step === n + 1 ? 'step' : undefined} disabled={voting} onClick={() => lead.showStep(n + 1)}>
                  {n + 1} {lessons.kinds[kind as keyof typeof lessons.kinds]}
                  <span className="console-at" data-some={(at[n] ?? 0) > 0}>
                    {words.at(at[n] ?? 0)}
                  </span>
                </button>
              </li>
            ))}
          </ol>
          <p className="console-buttons">
            <button type="button" className="button" disabled={voting || step === null || step === 1} onClick={() => lead.showStep(stepFrom(state, plan, -1))}>
              ← {words.previous}
            </button>
            <button
              type="button"
              className="button"
              data-tone={next === 'next' || next === 'show' ? 'primary' : undefined}
              disabled={voting || step === plan.steps}
              onClick={() => lead.showStep(stepFrom(state, plan, 1))}
            >
              {step === null ? words.showLesson : words.next} →
            </button>
          </p>
        </>
      )}
    </section>
  )
}
