/**
 * What one start costs the server's only thread: Node's own spawn, which forks the whole process, beside the message to the
 * starter. Both start the same program. They take turns, at the size of this process and with more memory in use.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { openStarter } from '../../server/helper/starter.ts'
import { keep } from './keep.mjs'
import { median } from './median.ts'
import { pairedRatio } from './pairedRatio.ts'
import { rounded } from './rounded.ts'

const BUILD = path.resolve(import.meta.dirname, '../../native/build')
const SUPERVISOR = path.join(BUILD, 'spawnscope-supervisor')
const PROGRAM = path.join(BUILD, 'targets/ok')
const STARTS = 61
const MORE_MB = [0, 64, 256]
const MB = 1024 * 1024
/** A server that is root starts nothing as root. */
const USER = process.geteuid?.() === 0 ? ['--user', '65529'] : []

export async function startFromNode(): Promise<void> {
  const starter = openStarter(SUPERVISOR)
  const argv = ['--deadline', '20000', ...USER, '--', PROGRAM]
  await starter.start({ argv, env: {}, ordered: false, waits: false }).ended
  for (const more of MORE_MB) {
    const held = Buffer.alloc(more * MB, 1)
    const residentMb = Math.round(process.memoryUsage.rss() / MB)
    const [own, asked]: [number[], number[]] = [[], []]
    for (let n = 0; n < STARTS; n += 1) {
      let began = performance.now()
      const child = spawn(SUPERVISOR, argv, { env: {}, stdio: ['pipe', 'ignore', 'pipe', 'pipe'] })
      own.push(performance.now() - began)
      await new Promise((resolve) => child.once('close', resolve))
      began = performance.now()
      const run = starter.start({ argv, env: {}, ordered: false, waits: false })
      asked.push(performance.now() - began)
      run.events.resume()
      await run.ended
    }
    const ratio = pairedRatio(own, asked)
    keep('one start, for the thread', {
      residentMb,
      held: held.length / MB,
      spawnMs: rounded(median(own), 2),
      starterMs: rounded(median(asked), 2),
      ratio: rounded(ratio, 2),
    })
  }
  starter.close()
}
