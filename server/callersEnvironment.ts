/** The environment of whoever called, without what bin/spawnscope.mjs has added: a traced program gets what this command was given. */

const ADDED = new Set(['SPAWNSCOPE_ROOT', 'SPAWNSCOPE_PREBUILT'])

export function callersEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ADDED.has(name)))
}
