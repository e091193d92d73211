/** However a run ends, and whoever is shot meanwhile: nothing of it is left. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startContained, voice } from '../helper/process.ts'
import { newMark } from '../helper/sweep.ts'
import { sandboxWorks } from '../testing/containedRun.ts'
import { alive, DEADLINE_MS, killingRange, type Range, ROLES, type Role, rolesOf, shoot } from '../testing/killing.ts'
import { containedCommand } from './command.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const works = sandboxWorks()
let range: Range
beforeAll(() => {
  if (works) range = killingRange()
})
afterAll(() => range?.remove())

const DAEMON = ['hostile', 'daemonise', 'spin']
const HELD = ['spawnscope', 'run', 'vfork', '--hold', 'child-start=1900', '--threads', '3', ...voice('ndjson')]

function start([program = '', ...argv]: readonly string[], deadlineMs = 8_000) {
  const { parts, mark } = range
  return startContained(
    containedCommand(parts, { level: 3, view: 'strategies', uid: 1000, deadlineMs, cgroup: null, mark: newMark() }, argv, `${program}-${mark}`),
    () => {},
  )
}

/** Waits until every role of the run is there. */
async function standing(): Promise<Record<Role, number>> {
  for (let tries = 0; tries < 400; tries += 1) {
    const roles = rolesOf(range.mark)
    if (ROLES.every((role) => roles[role] !== undefined)) return roles as Record<Role, number>
    await sleep(5)
  }
  throw new Error('the run did not come up')
}

async function nothingWithin(ms: number): Promise<void> {
  const began = performance.now()
  while (alive(range.mark).length > 0 && performance.now() - began < ms) await sleep(5)
  expect(alive(range.mark)).toEqual([])
}

describe.runIf(works)('one process of a run is killed', () => {
  it.each(ROLES)('%s, while its daemons mind no signal', async (role) => {
    const helper = start(DAEMON)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGKILL')
    await nothingWithin(1_000)
    await helper.gone
  })

  it.each(ROLES)('%s, while a parent sleeps in vfork', async (role) => {
    const helper = start(HELD)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGKILL')
    await nothingWithin(1_000)
    await helper.gone
  })

  it('any of them, at any moment, 240 times', async () => {
    const left = []
    let late = 0
    for (let n = 0; n < 240; n += 1) {
      const shot = await shoot(range, ROLES[n % ROLES.length] as Role, n, Math.random() * (n % 2 ? 8 : 25))
      if (shot.msToNothing === null) left.push(shot)
      else if (shot.msToNothing > DEADLINE_MS / 2) late += 1
    }
    expect(left).toEqual([])
    // One in two thousand has waited for its deadline, on a busy machine (docs/operating/sandbox.md).
    expect(late).toBeLessThanOrEqual(2)
  })
})

describe.runIf(works)('one process of a run is stopped (SIGSTOP)', () => {
  it.each(ROLES)('%s: a cancel ends it all the same', async (role) => {
    const helper = start(HELD)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGSTOP')
    helper.stop()
    await nothingWithin(3_000)
    await helper.gone
  })

  it.each(['outer bwrap', 'inner bwrap', 'helper'] as const)('%s: the deadline ends it', async (role) => {
    const helper = start(HELD, 700)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGSTOP')
    await nothingWithin(2_500)
    expect((await helper.gone)?.code).toBe('time_limit')
  })
})

describe.runIf(works)('a run that comes to its end', () => {
  it('leaves no daemon', async () => {
    const helper = start(DAEMON.slice(0, 2))
    helper.output.resume()
    expect(await helper.gone).toBeNull()
    expect(alive(range.mark)).toEqual([])
  })

  it('ends by a cancel with its last words', async () => {
    const helper = start(HELD)
    let text = ''
    helper.output.on('data', (chunk: Buffer) => {
      text += chunk
    })
    await standing()
    helper.stop()
    expect(await helper.gone).toBeNull()
    expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '{}')).toMatchObject({ kind: 'end', outcome: 'killed', why: 'the helper was told to stop' })
  })

  it('leaves no descriptor and no zombie behind, fifty times', async () => {
    const once = async (): Promise<void> => {
      const helper = start(['spawnscope', 'run', 'rust', ...voice('ndjson')])
      helper.output.resume()
      expect(await helper.gone).toBeNull()
    }
    await once()
    await sleep(50)
    const before = readdirSync('/proc/self/fd').length
    for (let n = 0; n < 50; n += 1) await once()
    await sleep(50)
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before)
    expect(zombies()).toEqual([])
  })
})

function zombies(): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return /^\d+$/.test(name) && state === 'Z' && Number(parent) === process.pid
    } catch {
      return false
    }
  })
}

describe.runIf(works)('the server itself', () => {
  /** A real one, as npm start makes it. */
  async function serve(): Promise<{ server: ChildProcess; url: string }> {
    const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, PORT: '0', SPAWNSCOPE_ROOT: ROOT },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    const url = await new Promise<string>((resolve, reject) => {
      server.stdout?.on('data', (chunk: Buffer) => {
        said += chunk
        const found = /at (http:\S+)/.exec(said)?.[1]
        if (found) resolve(found)
      })
      server.once('exit', () => reject(new Error(said)))
    })
    return { server, url }
  }

  const run = (url: string, settings: object): Promise<Response> =>
    fetch(`${url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) })

  const heldRun = { strategy: 'vfork', hold: { 'child-start': 1900 } }

  /** What carries the mark of a run of that server. */
  const runsOf = (pid: number | undefined): string[] =>
    readdirSync('/proc').filter((name) => {
      try {
        const text = readFileSync(`/proc/${name}/cmdline`, 'latin1') + readFileSync(`/proc/${name}/environ`, 'latin1')
        return (
          /^\d+$/.test(name) && new RegExp(`SPAWNSCOPE_RUN[=\0]${pid}-`).test(text) && !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${name}/stat`, 'latin1'))
        )
      } catch {
        return false
      }
    })

  async function until(ready: () => boolean, ms: number): Promise<boolean> {
    const began = performance.now()
    while (!ready() && performance.now() - began < ms) await sleep(10)
    return ready()
  }

  it('is killed with two runs under way: they end by themselves, and the next server cleans up', async () => {
    const { server, url } = await serve()
    const asked = [run(url, heldRun), run(url, heldRun)].map((answer) => answer.then((response) => response.text()).catch(() => 'cut'))
    expect(await until(() => runsOf(server.pid).length >= 8, 3_000)).toBe(true)
    server.kill('SIGKILL')
    expect(await until(() => runsOf(server.pid).length === 0, 1_000)).toBe(true)
    await Promise.all(asked)
    if (process.geteuid?.() === 0) expect(copiesOf(server.pid)).toHaveLength(1)
    const next = await serve()
    expect(copiesOf(server.pid)).toHaveLength(0)
    next.server.kill('SIGTERM')
    await new Promise((resolve) => next.server.once('exit', resolve))
    expect(copiesOf(next.server.pid)).toHaveLength(0)
  })

  it('is stopped for a while: the runs end at their own limits, and it goes on', async () => {
    const { server, url } = await serve()
    const answer = run(url, { ...heldRun, timeout: 600 })
    expect(await until(() => runsOf(server.pid).length >= 4, 3_000)).toBe(true)
    server.kill('SIGSTOP')
    expect(await until(() => runsOf(server.pid).length === 0, 3_000)).toBe(true)
    server.kill('SIGCONT')
    expect(await (await answer).text()).toContain('"outcome":"timeout"')
    expect((await run(url, { strategy: 'rust' })).status).toBe(200)
    server.kill('SIGTERM')
    await new Promise((resolve) => server.once('exit', resolve))
  })

  const copiesOf = (pid: number | undefined): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`spawnscope-app-${pid}-`))
})
