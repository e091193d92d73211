/** The id of a run, as the page names it on its socket. */
export const RUN_ID = /^[A-Za-z0-9_-]{1,32}$/

/** The run that a message names, whatever else is wrong with it; null if it names none. */
export function runNamedIn(text: string): string | null {
  try {
    const message: unknown = JSON.parse(text)
    const run = typeof message === 'object' && message !== null && 'run' in message ? message.run : null
    return typeof run === 'string' && RUN_ID.test(run) ? run : null
  } catch {
    return null
  }
}
