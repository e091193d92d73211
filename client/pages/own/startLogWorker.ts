/** Starts the worker that reads logs. The page requires trusted types where browsers support them. */
import address from './logWorker.ts?worker&url'

interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): string }
}

/** Accepts this one address. A policy can be made once only. */
let trusted: string | undefined

export function startLogWorker(): Worker {
  const { trustedTypes } = window as { trustedTypes?: Policies }
  const rules = { createScriptURL: () => address }
  trusted ??= trustedTypes ? trustedTypes.createPolicy('spawnscope-log-worker', rules).createScriptURL('') : address
  return new Worker(trusted, { type: 'module' })
}
