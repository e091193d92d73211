import { letterOf } from '../model/lines.ts'
import { useMessages } from './language.ts'

/** P or C in the task's hue: the letter says it without colour. */
export function TaskLetter({ task }: { task: number }) {
  const words = useMessages()
  return (
    <abbr className="task" data-task={task === 1 ? 'parent' : 'child'} title={task === 1 ? words.parent : words.child}>
      {letterOf(task)}
    </abbr>
  )
}
