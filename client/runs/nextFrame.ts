import { nextTask } from '../transport/nextTask.ts'

/**
 * When a log tells its readers: once a frame, in a task right after it. What the page works out then and what the browser
 * lays out in the next frame are two tasks, each half as long.
 */
export const nextFrame = (publish: () => void): void => {
  requestAnimationFrame(() => void nextTask().then(publish))
}
