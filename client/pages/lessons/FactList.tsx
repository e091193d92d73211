/** The facts of an explanation, each with what it rests on: a run that shows it, the source that says it, or the command that measured it. */
import { ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import type { CompiledLesson } from '../../content/lessons.ts'
import { plainWords } from '../../content/prose.ts'
import { type CompiledSource, sourcesOf } from '../../content/sources.ts'
import { judge } from '../../model/claims/judge.ts'
import type { Experiments } from '../../runs/useExperiments.ts'
import { Colon } from '../../ui/Colon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { useLanguage } from '../../words/language.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import { RunEvidence } from './RunEvidence.tsx'
import type { ToldFact } from './stepOfKind.ts'

interface FactListProps {
  facts: readonly ToldFact[]
  lesson: CompiledLesson
  experiments: Experiments
  catalog: Catalog | null
  /** Leads to a run at an event. */
  onShow: (run: number, seq: number) => void
}

export function FactList({ facts, ...rest }: FactListProps) {
  return (
    <ul className="facts lesson-text">
      {facts.map((fact, at) => (
        <OneFact key={at} fact={fact} {...rest} />
      ))}
    </ul>
  )
}

function OneFact({ fact, lesson, experiments, catalog, onShow }: Omit<FactListProps, 'facts'> & { fact: ToldFact }) {
  const { fact: words } = useTeachingWords()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const id = useId()
  const { check, of = 0 } = fact
  const log = experiments.logs[of]
  const judgement = check && log ? judge(check, log.events) : null
  const judged = judgement?.judged ? judgement : null
  const label = plainWords(lesson.runs[of]?.label[language] ?? [])
  return (
    <li className="fact">
      <p>
        <Prose words={fact.says} />{' '}
        <span className="fact-rests">
          {check && !judged && <span data-fact="checked">{words.checked}</span>}
          {judged && (
            <button
              type="button"
              className="button"
              data-tone="plain"
              data-fact={judged.holds ? 'seen' : 'differs'}
              aria-expanded={open}
              aria-controls={id}
              title={label}
              onClick={() => setOpen(!open)}
            >
              {judged.holds ? `✓ ${experiments.recorded ? words.seenRecorded : words.seen}` : `✗ ${words.differs}`} <ChevronDown aria-hidden="true" />
            </button>
          )}
          {sourcesOf(fact.sources).map((source) => (
            <span key={source.id} data-fact="read">
              {words.read}
              <Colon />
              <a href={source.link} rel="noreferrer" title={`${source.project} ${source.version}, ${source.file}, ${source.function}`} translate="no">
                {shortName(source)}
              </a>
            </span>
          ))}
          {fact.measured && (
            <span data-fact="measured">
              {words.measured}
              <Colon />
              <code translate="no">{fact.measured}</code>
            </span>
          )}
        </span>
      </p>
      {check && judged && log && (
        <div id={id} hidden={!open} className="fact-evidence">
          {open && (
            <>
              {lesson.runs.length > 1 && <p className="quiet">{label}</p>}
              <RunEvidence check={check} judgement={judged} log={log} catalog={catalog} run={of} of={label} onShow={onShow} />
            </>
          )}
        </div>
      )}
    </li>
  )
}

/** "Go #22315", "fork(2)", "glibc spawni.c": enough for a sign; the title says all. */
function shortName({ project, file, function: name }: CompiledSource): string {
  if (!file.includes('.')) return `${project} ${name}`
  return file.startsWith('man') ? name : `${project} ${file.slice(file.lastIndexOf('/') + 1)}`
}
