/** The worker that reads logs: the page stays alive meanwhile, and ends it to cancel. */
import type { LogRequest } from './logMessages.ts'
import { LogSession } from './logSession.ts'

const session = new LogSession()

addEventListener('message', ({ data }: MessageEvent<LogRequest>) => {
  session
    .take(data, (answer) => postMessage(answer))
    .catch((error: unknown) => {
      // In a task of its own, so that the page gets it as an error of the worker.
      queueMicrotask(() => {
        throw error
      })
    })
})
