/** Traces a program of this machine with the helper. The program keeps the terminal, as under strace. */
import { spawn } from 'node:child_process'
import { callersEnvironment } from '../callersEnvironment.ts'

/** The longest time that the helper traces. A program of a shell ends when it likes. */
const DAY_MS = 24 * 60 * 60 * 1000

/** Writes the trace to `file`. Resolves with the helper's exit status, 128 and more if a signal ended it. Rejects if it cannot be started. */
export function traceProgram(helper: string, argv: readonly string[], file: string, maxEvents: number): Promise<number> {
  const options = ['trace', '--format=ndjson', `--output=${file}`, `--max-events=${maxEvents}`, `--timeout=${DAY_MS}`, '--', ...argv]
  // Ctrl-C belongs to the program. What it has done until then is to be shown.
  const stay = (): void => {}
  const signals = ['SIGINT', 'SIGQUIT'] as const
  for (const signal of signals) process.on(signal, stay)
  return new Promise<number>((resolve, reject) => {
    const child = spawn(helper, options, { env: callersEnvironment(), stdio: 'inherit' })
    child.once('error', (error) =>
      reject(new Error(`the helper cannot be started: ${error.message}. Cure: build it again (npm run setup), or install the package again`)),
    )
    child.once('exit', (status, signal) => resolve(status ?? (signal ? 128 : 0)))
  }).finally(() => {
    for (const signal of signals) process.off(signal, stay)
  })
}
