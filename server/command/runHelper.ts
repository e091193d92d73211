/** The helper in place of this command: it gets the terminal, and its end is ours. */
import { spawn } from 'node:child_process'
import { callersEnvironment } from '../callersEnvironment.ts'

/** As the helper's own: tracing is not possible here, and a fault of ours. */
const EXIT_TRACE = 3
const EXIT_OURS = 70

/** Resolves when it has ended; `process.exitCode` is its status, or this process ends by its signal. */
export function runHelper(helper: string, words: readonly string[]): Promise<void> {
  // The terminal sends its signals to both; only the helper decides.
  const ignore = (): void => {}
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, ignore)
  const child = spawn(helper, [...words], { env: callersEnvironment(), stdio: 'inherit' })
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`spawnscope: the helper cannot be started: ${error.message}. Cure: build it again (npm run setup), or install the package again`)
      process.exitCode = EXIT_OURS
      resolve()
    })
    child.once('exit', (status, signal) => {
      for (const name of ['SIGINT', 'SIGQUIT'] as const) process.removeListener(name, ignore)
      process.exitCode = status ?? 1
      if (signal) process.kill(process.pid, signal)
      resolve()
    })
  })
}

export function refuseHere({ message, cure }: { message: string; cure: string }): void {
  console.error(`spawnscope: ${message}. Cure: ${cure}`)
  process.exitCode = EXIT_TRACE
}
