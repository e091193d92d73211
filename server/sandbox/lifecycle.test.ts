/** However a run ends, and whichever process is killed meanwhile, nothing of it is left. */
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startContained, voice } from '../helper/process.ts'
import { newMark } from '../helper/sweep.ts'
import { sandboxWorks } from '../testing/containedRun.ts'
import { alive, killingRange, type Range, ROLES, type Role, rolesOf, shoot } from '../testing/killing.ts'
import { type ServerProcess, startServerProcess } from '../testing/serverProcess.ts'
import { until } from '../testing/until.ts'
import { containedCommand } from './containedCommand.ts'

const works = sandboxWorks()
let range: Range
beforeAll(() => {
  if (works) range = killingRange()
})
afterAll(() => range?.remove())

/** Neither ends by itself while a test waits for it, so a run that is gone was ended. */
const ENDLESS_MS = 300_000
const DAEMON = ['hostile', 'daemonise', 'spin']
/** The child is stopped before exec, so that its parent sleeps in vfork. */
const HELD = ['spawnscope', 'run', 'vfork', '--send', 'STOP@child-start', '--timeout', '60000', '--threads', '3', ...voice('ndjson')]

function start([program = '', ...argv]: readonly string[], deadlineMs = ENDLESS_MS) {
  const { parts, mark } = range
  return startContained(
    containedCommand(parts, { level: 3, view: 'strategies', uid: 1000, deadlineMs, cgroup: null, mark: newMark() }, argv, `${program}-${mark}`),
    () => {},
  )
}

const isStanding = (roles: Partial<Record<Role, number>>): roles is Record<Role, number> => ROLES.every((role) => roles[role] !== undefined)

/** Waits until every role of the run has its process. */
async function standing(): Promise<Record<Role, number>> {
  let roles: Partial<Record<Role, number>> = {}
  await until('the run stands', () => {
    roles = rolesOf(range.mark)
    return isStanding(roles)
  })
  return roles as Record<Role, number>
}

/** A held run that has started before its deadline; on a busy machine the first attempt may be too slow. */
async function standingWithin(deadlineMs: number): Promise<{ helper: ReturnType<typeof start>; roles: Record<Role, number> }> {
  const helper = start(HELD, deadlineMs)
  helper.output.resume()
  let over = false
  void helper.gone.then(() => {
    over = true
  })
  let roles: Partial<Record<Role, number>> = {}
  await until('the run stands, or is over', () => {
    roles = rolesOf(range.mark)
    return isStanding(roles) || over
  })
  return isStanding(roles) ? { helper, roles } : standingWithin(deadlineMs * 4)
}

const nothingLeft = () => until('nothing of the run lives', () => alive(range.mark).length === 0)

describe.runIf(works)('one process of a run is killed', () => {
  it.each(ROLES)('%s, while its daemons ignore every signal', async (role) => {
    const helper = start(DAEMON)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGKILL')
    await nothingLeft()
    await helper.gone
  })

  it.each(ROLES)('%s, while a parent sleeps in vfork', async (role) => {
    const helper = start(HELD)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGKILL')
    await nothingLeft()
    await helper.gone
  })

  it('any of them, at any moment, 48 times (scripts/proof/killRuns.ts: 1,000)', async () => {
    const left = []
    for (let n = 0; n < 48; n += 1) {
      const shot = await shoot(range, ROLES[n % ROLES.length] as Role, n, Math.random() * (n % 2 ? 8 : 25))
      if (shot.msToNothing === null) left.push(shot)
    }
    expect(left).toEqual([])
  })
})

describe.runIf(works)('one process of a run is stopped (SIGSTOP)', () => {
  it.each(ROLES)('%s: a cancel ends it all the same', async (role) => {
    const helper = start(HELD)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGSTOP')
    helper.stop()
    await nothingLeft()
    await helper.gone
  })

  it.each(['outer bwrap', 'inner bwrap', 'helper'] as const)('%s: the deadline ends it', async (role) => {
    const { helper, roles } = await standingWithin(700)
    process.kill(roles[role], 'SIGSTOP')
    await nothingLeft()
    expect((await helper.gone)?.code).toBe('time_limit')
  })
})

describe.runIf(works)('a run that takes long', () => {
  it('lets its busy threads have the processors when nobody else wants them, and its other tasks as before', async () => {
    const holds = ['before-create', 'child-start', 'before-exec', 'after-exec'].flatMap((moment) => ['--hold', `${moment}=2000`])
    const helper = start(['spawnscope', 'run', 'vfork', '--threads', '3', '--timeout', '60000', ...holds, ...voice('ndjson')])
    helper.output.resume()
    await standing()
    const policies = (): string[] =>
      alive(range.mark)
        .filter(({ pid }) => pid !== rolesOf(range.mark).supervisor)
        .flatMap(({ pid }) => readdirSync(`/proc/${pid}/task`).map((task) => policyOf(pid, task)))
    // The host has three threads that count. bwrap, the supervisor inside, the helper and the host itself only wait.
    await until('three tasks have the policy SCHED_IDLE', () => policies().filter((policy) => policy === SCHED_IDLE).length >= 3)
    expect(policies().filter((policy) => policy === SCHED_OTHER).length).toBeGreaterThanOrEqual(4)
    helper.stop()
    await helper.gone
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
    const before = readdirSync('/proc/self/fd').length
    for (let n = 0; n < 50; n += 1) await once()
    await until('every descriptor is closed', () => readdirSync('/proc/self/fd').length <= before)
    await until('every process is collected', () => zombies().length === 0)
  })
})

const SCHED_OTHER = '0'
const SCHED_IDLE = '5'
/** Field 41 of proc_pid_stat(5); empty if the task has ended. */
function policyOf(pid: number, task: string): string {
  try {
    const stat = readFileSync(`/proc/${pid}/task/${task}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[38] ?? ''
  } catch {
    return ''
  }
}

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
  /** A real server, as npm start runs it. */
  const serve = (): Promise<ServerProcess> => startServerProcess({}, { built: true })

  const run = (url: string, settings: object): Promise<Response> =>
    fetch(`${url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) })

  const heldRun = { strategy: 'vfork', send: [{ signal: 'STOP', at: 'child-start', to: 'child' }], timeout: 60_000 }

  /** The processes of that server's runs, found by their mark. */
  const runsOf = (pid: number): string[] =>
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

  it('is killed with two runs under way: they end by themselves, and the next server cleans up', async () => {
    const server = await serve()
    const asked = [run(server.url, heldRun), run(server.url, heldRun)].map((answer) => answer.then((response) => response.text()).catch(() => 'cut'))
    await until('two runs are under way', () => runsOf(server.pid).length >= 8)
    await server.kill()
    await until('nothing of the runs lives', () => runsOf(server.pid).length === 0)
    await Promise.all(asked)
    if (process.geteuid?.() === 0) expect(copiesOf(server.pid)).toHaveLength(1)
    const next = await serve()
    expect(copiesOf(server.pid)).toHaveLength(0)
    await next.stop()
    expect(copiesOf(next.pid)).toHaveLength(0)
  })

  it('is stopped for a while: the runs end at their own limits, and it continues', async () => {
    const server = await serve()
    const answer = run(server.url, { ...heldRun, timeout: 1_500 })
    await until('the run is under way', () => runsOf(server.pid).length >= 4)
    server.child.kill('SIGSTOP')
    await until('the run has ended by itself', () => runsOf(server.pid).length === 0)
    server.child.kill('SIGCONT')
    expect(await (await answer).text()).toContain('"outcome":"timeout"')
    expect((await run(server.url, { strategy: 'rust' })).status).toBe(200)
    await server.stop()
  })

  const copiesOf = (pid: number): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`spawnscope-app-${pid}-`))
})
