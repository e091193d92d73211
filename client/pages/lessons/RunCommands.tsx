import type { CompiledLesson } from '../../content/teaching.ts'
import { commandOf } from '../../model/command.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'

/** The commands about to be run, as one would type them. */
export function RunCommands({ runs }: { runs: CompiledLesson['runs'] }) {
  const words = useTeachingWords()
  return (
    <dl className="run-commands" aria-label={words.lessons.runs}>
      {runs.map(({ run, label }, at) => (
        <div key={at}>
          <dt>
            <Prose words={label} />
          </dt>
          <dd>
            <code>{commandOf(run)}</code>
          </dd>
        </div>
      ))}
    </dl>
  )
}
