/** Serves the built page with the real server during a measurement. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ROOT } from '../setup/stamp.mjs'

/** Starts it and waits until it answers. The returned function ends it. */
export async function served(port) {
  const server = spawn(process.execPath, [path.join(ROOT, 'bin/spawnscope.mjs')], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  for (let n = 0; n < 300; n += 1) {
    try {
      if ((await fetch(`${url}/api/check`)).ok) return () => server.kill('SIGTERM')
    } catch {
      // Not listening yet.
    }
    await new Promise((later) => setTimeout(later, 200))
  }
  server.kill('SIGTERM')
  throw new Error(`the server does not answer at ${url}`)
}
