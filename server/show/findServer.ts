/** The server that shows a trace: the one that runs on the port, or one that is started. */
import { spawn } from 'node:child_process'
import path from 'node:path'

export interface FoundServer {
  url: string
  /** Resolves when a server that was started here has ended; null if it ran already. */
  ended: Promise<void> | null
}

/** Whether a Spawnscope, something else, or nothing answers at this address. */
export async function whoAnswers(url: string): Promise<'spawnscope' | 'another' | 'nobody'> {
  let response: Response
  try {
    response = await fetch(`${url}/healthz`, { redirect: 'manual' })
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED' ? 'nobody' : 'another'
  }
  const health: unknown = await response.json().catch(() => null)
  return typeof health === 'object' && health !== null && 'live' in health ? 'spawnscope' : 'another'
}

/** Rejects with an Error that names the cure. */
export async function findServer(root: string, port: number): Promise<FoundServer> {
  const url = `http://localhost:${port}`
  const who = await whoAnswers(url)
  if (who === 'another') throw new Error(`another program answers on port ${port}. Cure: spawnscope show --port ${port + 1} ...`)
  return who === 'spawnscope' ? { url, ended: null } : startServer(root, port)
}

/** Its words appear here; Ctrl-C in this terminal ends it, as it ends `npm start`. */
function startServer(root: string, port: number): Promise<FoundServer> {
  const child = spawn(process.execPath, [path.join(root, 'dist/server/main.js')], {
    env: { ...process.env, PORT: String(port), SPAWNSCOPE_ROOT: root, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (status) => {
      process.exitCode = status ?? 1
      resolve()
    })
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      said = (said + chunk).slice(-4096)
      const url = /Spawnscope is at (\S+)/.exec(said)?.[1]
      if (url) resolve({ url, ended })
    })
    void ended.then(() => reject(new Error('the server did not start; its words stand above')))
  })
}
