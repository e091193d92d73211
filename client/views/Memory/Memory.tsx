/** Who shares which address space and stack at the cursor, what each task reads from the canary, and which page tables exist. */
import { type Figure, stepAt } from '../../model/figure.ts'
import type { TaskState } from '../../model/moment.ts'
import { type Space, spacesOf } from '../../model/spaces.ts'
import { letterOf } from '../../model/taskLetter.ts'
import { TaskLetter } from '../../ui/TaskLetter.tsx'
import { Term } from '../../ui/Term.tsx'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useMemoryWords } from '../../words/memoryWords.ts'
import './memory.css'

export function Memory({ figure }: { figure: Figure }) {
  const words = useMemoryWords()
  const moment = stepAt(figure)?.moment
  const spaces = moment ? spacesOf(moment) : []
  const create = moment?.create
  return (
    <section className="memory" aria-label={words.label(figure.title)}>
      {spaces.length === 0 && <p className="quiet">{words.nobody}</p>}
      <ul className="memory-spaces">
        {spaces.map((space) => (
          <SpaceBox key={space.id} space={space} />
        ))}
      </ul>
      {create && (
        <p className="memory-note">
          <WithTerms text={create.shares.memory ? words.nothingCopied : words.copied(create.page_tables_kb)} />{' '}
          <WithTerms text={create.by === 'kcmp' ? words.byKcmp : words.byFlags} />
        </p>
      )}
    </section>
  )
}

function SpaceBox({ space }: { space: Space }) {
  const words = useMemoryWords()
  const threads = new Set(space.tasks.flatMap(({ task, thread }) => (thread ? [task] : [])))
  const names = space.tasks.map(({ task, thread }) => letterOf(task, thread)).join(', ')
  return (
    <li className="memory-space" data-shared={space.shared} data-gone={space.gone}>
      <h3>
        {space.shared ? words.shared(names) : words.own(names)}
        {space.gone && <span className="chip">{words.gone}</span>}
      </h3>
      {space.program && <code>{space.program}</code>}
      <ul className="memory-stacks">
        {space.stacks.map(({ owner, users }) => (
          <li key={owner} className="memory-stack" data-shared={users.length > 1}>
            <span>{words.stackOf(letterOf(owner, threads.has(owner)))}</span>
            {users.map((task) => (
              <TaskHere key={task.task} task={task} />
            ))}
          </li>
        ))}
      </ul>
      <dl>
        {space.canary !== null && (
          <div className="memory-canary">
            <dt>
              <WithTerms text={words.canary} />
            </dt>
            <dd>{space.canary}</dd>
          </div>
        )}
        {space.pageTablesKb !== null && !space.gone && (
          <div>
            <dt>
              <WithTerms text={words.pageTables} />
            </dt>
            <dd>{words.kilobytes(space.pageTablesKb)}</dd>
          </div>
        )}
      </dl>
    </li>
  )
}

function TaskHere({ task }: { task: TaskState }) {
  const words = useMemoryWords()
  return (
    <span className="memory-task" data-life={task.life}>
      <TaskLetter task={task.task} thread={task.thread} />
      {task.life === 'suspended' ? <Asleep state={task.sleep?.state ?? ''} /> : task.life === 'ended' ? words.ended : words.runs}
    </span>
  )
}

function Asleep({ state }: { state: string }) {
  const words = useMemoryWords()
  return state.startsWith('D') ? <Term id="state-d">{words.asleep(state)}</Term> : words.asleep(state)
}
