import { letterOf } from '../model/taskLetter.ts'
import { useMessages } from '../words/messages.ts'

/** P, C or T in the task's hue. The letter alone is enough, without colour. */
export function TaskLetter({ task, thread = false }: { task: number; thread?: boolean }) {
  const words = useMessages()
  const role = task === 1 ? 'parent' : thread ? 'thread' : 'child'
  return (
    <abbr className="task" data-task={role} title={words[role]}>
      {letterOf(task, thread)}
    </abbr>
  )
}
