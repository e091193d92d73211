import { useMessages } from './language.ts'

/** P or C in the task's hue: the letter says it without colour. */
export function TaskLetter({ task }: { task: number }) {
  const words = useMessages()
  const parent = task === 1
  return (
    <abbr className="task" data-task={parent ? 'parent' : 'child'} title={parent ? words.parent : words.child}>
      {parent ? 'P' : task === 2 ? 'C' : `C${task}`}
    </abbr>
  )
}
