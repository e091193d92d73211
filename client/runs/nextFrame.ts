import { nextTask } from '../transport/nextTask.ts'

/**
 * Schedules when a log notifies its readers: once a frame, in a task right after the frame. So the page's work and the
 * browser's layout in the next frame are two shorter tasks, not one long task.
 */
export const nextFrame = (publish: () => void): void => {
  requestAnimationFrame(() => void nextTask().then(publish))
}
