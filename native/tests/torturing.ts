/**
 * Traces a program that makes threads and processes, executes, stops and kills at random, and counts what is left of it.
 * The tests do a little of it, `npm run torture` ten minutes.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { HELPER } from './liveRuns.ts'

/** How a run is ended: by itself, by a signal to the helper, by a limit that lets the program go or kills it. */
export const ENDS = ['itself', 'SIGTERM', 'SIGKILL', 'let go', 'limit'] as const
export type Ending = (typeof ENDS)[number]

export interface Tortured {
  status: number | null
  /** The last event that the helper wrote, or a line that is cut; empty if it was killed before it wrote one. */
  last: string
  /** The program said that it was over. */
  over: boolean
  /** Processes of it that were still there long after. */
  left: number
}

/** A safety net for the kernel to end what was killed, and for a program that was let go to end. */
const GONE_MS = 60_000
/** A program that is let go sooner has had no time for trouble. */
const LIMIT_EVENTS = 300

export class Torture {
  private readonly scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-torture-'))
  private readonly program = this.compile('torture')

  compile(name: string): string {
    const program = path.join(this.scratch, name)
    execFileSync(process.env.CC ?? 'cc', ['-O1', '-pthread', '-o', program, path.join(import.meta.dirname, `programs/${name}.c`)])
    return program
  }

  /** One run of `steps` random steps, then `tasks` tasks at once. `moment`: 0 to 1, when in the run a signal or limit strikes. */
  async run(end: Ending, seed: number, { steps, tasks, moment }: { steps: number; tasks: number; moment: number }): Promise<Tortured> {
    const most = end === 'let go' || end === 'limit' ? LIMIT_EVENTS + Math.round(moment * steps * 10) : 1_000_000
    const options = ['--format', 'ndjson', '--timeout', '60000', '--max-events', String(most), '--output', 'fd:3']
    const helper = spawn(
      HELPER,
      ['trace', ...options, '--at-limit', end === 'let go' ? 'detach' : 'kill', '--', this.program, ...[seed, steps, tasks].map(String)],
      {
        stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
      },
    )
    let [said, events, struck] = ['', '', false]
    helper.stdout?.on('data', (chunk) => {
      said += chunk
    })
    let strikeAfter = 1 + Math.round(moment * steps * 300)
    helper.stdio[3]?.on('data', (chunk) => {
      // Only the end of it is looked at.
      events = (events + chunk).slice(-100_000)
      strikeAfter -= chunk.length
      if (struck || strikeAfter > 0 || (end !== 'SIGTERM' && end !== 'SIGKILL')) return
      struck = true
      helper.kill(end)
    })
    const status = await new Promise<number | null>((resolve) => helper.once('exit', resolve))
    const left = await this.awaitNone()
    helper.stdout?.destroy()
    helper.stdio[3]?.destroy()
    return { status, last: events.trimEnd().split('\n').at(-1) ?? '', over: /^over$/m.test(said), left }
  }

  /** Waits until nothing of the program is there. Returns how many there are if they stay. */
  async awaitNone(): Promise<number> {
    const latest = Date.now() + GONE_MS
    let left = this.left()
    for (; left > 0 && Date.now() < latest; left = this.left()) await sleep(20)
    return left
  }

  private left(): number {
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(this.scratch)).length
  }

  remove(): void {
    rmSync(this.scratch, { recursive: true })
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}
