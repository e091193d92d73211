import type { Catalog } from '../../../protocol/catalog.ts'
import type { CompiledLesson } from '../../content/lessons.ts'
import type { RunLog } from '../../store/runLog.ts'
import { storyOf } from '../../store/storyOf.ts'
import { Prose } from '../../ui/Prose.tsx'
import { Situation } from '../../views/Situation/Situation.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'

interface SituationsProps {
  runs: CompiledLesson['runs']
  catalog: Catalog | null
  /** In the order of the runs; null for one that has not run. */
  logs: readonly (RunLog | null)[]
  /** Leads to an event of a run. */
  onShow?: (run: number, seq: number) => void
}

/** The runs of a lesson as pictures, with the commands small beside them. */
export function Situations({ runs, catalog, logs, onShow }: SituationsProps) {
  const { situation: words } = useTeachingWords()
  return (
    <section className="situations" aria-label={logs.some(Boolean) ? words.after : words.title}>
      {runs.map(({ run, label }, at) => {
        const log = logs[at]
        return (
          <Situation
            key={at}
            title={<Prose words={label} />}
            run={run}
            catalog={catalog}
            story={log ? storyOf(log) : null}
            onShow={onShow && ((seq) => onShow(at, seq))}
          />
        )
      })}
    </section>
  )
}
