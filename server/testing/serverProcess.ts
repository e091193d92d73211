/** Starts the server as a separate process, to test what needs one: being killed, running out of descriptors, what it leaves behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { textOf, withoutWaiting } from './processes.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

export interface ServerProcess {
  url: string
  pid: number
  child: ChildProcess
  /** Its standard output and standard error so far. */
  output(): string
  /** SIGTERM; resolves with its exit status. */
  stop(): Promise<number | null>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
}

/** `built`: dist/server, which starts faster; otherwise from source. `options`: what stands behind `npm start --`. */
export async function startServerProcess(env: Record<string, string>, { built = false, options = [] as string[] } = {}): Promise<ServerProcess> {
  const main = built ? [path.join(ROOT, 'dist/server/main.js')] : ['--import', 'tsx', path.join(ROOT, 'server/main.ts')]
  const child = spawn(process.execPath, [...main, ...options], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', PORT: '0', SPAWNSCOPE_ROOT: ROOT, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      output += chunk
      const found = /Spawnscope is at (\S+)/.exec(output)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('exit', (status) => reject(new Error(`the server ended with ${status}: ${output}`)))
  })
  const ended = once(child, 'exit') as Promise<[number | null]>
  return {
    url,
    pid: child.pid ?? 0,
    child,
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      return (await ended)[0]
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Pids of live processes with the real uid `uid`: the runs of a server with that SPAWNSCOPE_RUN_UID, whoever their parent is now. */
export function processesOf(uid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const status = textOf(`/proc/${pid}/status`)
      return new RegExp(`^Uid:\\t${uid}\\t`, 'm').test(status) && !/^State:\t[ZX]/m.test(status)
    })
}

/** The same without sandboxes that wait for a run: a server that lives keeps some. */
export function runProcessesOf(uid: number): number[] {
  return withoutWaiting(processesOf(uid))
}

/** Memory and open descriptors of a process. */
export function holdings(pid: number): { rssMb: number; descriptors: number } {
  const rss = /^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1]
  return { rssMb: Math.round(Number(rss) / 1024), descriptors: readdirSync(`/proc/${pid}/fd`).length }
}
