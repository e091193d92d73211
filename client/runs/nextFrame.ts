import { nextTask } from '../transport/nextTask.ts'

/**
 * Calls back once the rows of a terminal that were written until now are painted. xterm takes a text in a task of its own and draws it
 * in the next frame; what follows is a task right after that frame. So rows never wait for figures, and the work of the page and the
 * browser's layout are two shorter tasks, not one long task.
 */
export function nextFrame(act: () => void): void {
  // A hidden page has no frames.
  if (document.hidden) return void nextTask().then(act)
  setTimeout(() => requestAnimationFrame(() => void nextTask().then(act)))
}
