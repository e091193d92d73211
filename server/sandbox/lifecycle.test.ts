/** However a run ends, and whichever process is killed meanwhile, nothing of it is left. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RUN_UID } from '../environment.ts'
import { prepareContained, voice } from '../helper/process.ts'
import { marked, newMark, OWN_ID } from '../helper/sweep.ts'
import { BUILD, sandboxWorks } from '../testing/containedRun.ts'
import { alive, killingRange, type Range, ROLES, type Role, rolesOf, shoot, startIn } from '../testing/killing.ts'
import { statOf } from '../testing/processes.ts'
import { type ServerProcess, startServerProcess } from '../testing/serverProcess.ts'
import { until } from '../testing/until.ts'
import { containedCommand } from './containedCommand.ts'
import { openSandbox } from './sandbox.ts'

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

const start = (words: readonly string[], deadlineMs = ENDLESS_MS, waits = false) => startIn(range, words, { deadlineMs, waits })

const isStanding = (roles: Partial<Record<Role, number>>): roles is Record<Role, number> => ROLES.every((role) => roles[role] !== undefined)

/** Waits until every role of the run has its process. */
async function standing(): Promise<Record<Role, number>> {
  let roles: Partial<Record<Role, number>> = {}
  await until('the run stands', () => {
    roles = rolesOf(range)
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
    roles = rolesOf(range)
    return isStanding(roles) || over
  })
  return isStanding(roles) ? { helper, roles } : standingWithin(deadlineMs * 4)
}

const nothingLeft = () => until('nothing of the run lives', () => alive(range).length === 0)

/** Every role, in a sandbox that was built for the run and in one that waited for it. */
const ROLES_OF_BOTH = [false, true].flatMap((waits) => ROLES.map((role) => ({ role, waits, how: waits ? 'of a sandbox that waited' : 'of its own sandbox' })))

describe.runIf(works)('one process of a run is killed', () => {
  it.each(ROLES_OF_BOTH)('$role $how, while its daemons ignore every signal', async ({ role, waits }) => {
    const helper = start(DAEMON, ENDLESS_MS, waits)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGKILL')
    await nothingLeft()
    await helper.gone
  })

  it.each(ROLES_OF_BOTH)('$role $how, while a parent sleeps in vfork', async ({ role, waits }) => {
    const helper = start(HELD, ENDLESS_MS, waits)
    helper.output.resume()
    process.kill((await standing())[role], 'SIGKILL')
    await nothingLeft()
    await helper.gone
  })

  it('any of them, at any moment, 48 times (scripts/proof/killRuns.ts: 1,000)', async () => {
    const left = []
    for (let n = 0; n < 48; n += 1) {
      const shot = await shoot(range, ROLES[n % ROLES.length] as Role, n, Math.random() * (n % 2 ? 8 : 25), { waits: n % 8 >= 4 })
      if (shot.msToNothing === null) left.push(shot)
    }
    expect(left).toEqual([])
  })
})

describe.runIf(works)('one process of a run is stopped (SIGSTOP)', () => {
  it.each(ROLES_OF_BOTH)('$role $how: a cancel ends it all the same', async ({ role, waits }) => {
    const helper = start(HELD, ENDLESS_MS, waits)
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
      alive(range)
        .filter(({ pid }) => pid !== rolesOf(range).supervisor)
        .flatMap(({ pid }) => readdirSync(`/proc/${pid}/task`).map((task) => policyOf(pid, task)))
    // The host has three threads that count. bwrap, the supervisor inside, the helper and the host itself only wait.
    await until('three tasks have the policy SCHED_IDLE', () => policies().filter((policy) => policy === SCHED_IDLE).length >= 3)
    expect(policies().filter((policy) => policy === SCHED_OTHER).length).toBeGreaterThanOrEqual(4)
    helper.stop()
    await helper.gone
  })
})

describe.runIf(works)('a sandbox that waits', () => {
  const waiting = () => {
    const { parts, starter, runs } = range
    const mark = newMark()
    runs.add(mark.value)
    return prepareContained(
      starter,
      containedCommand(parts, { level: 3, view: 'strategies', uid: 1000, deadlineMs: ENDLESS_MS, waits: true, cgroup: null, mark }, []),
    )
  }
  /** The supervisor, bwrap, and the supervisor inside: nothing of a program. */
  const stands = () => until('it stands', () => Object.keys(rolesOf(range)).length === 3)

  it('starts nothing until it is told to, and holds no capability, no way out and no word of a visitor', async () => {
    const sandbox = waiting()
    await stands()
    const inside = rolesOf(range)['inner bwrap']
    await until('it has dropped everything', () => /^CapEff:\t0+$/m.test(readFileSync(`/proc/${inside}/status`, 'utf8')))
    const status = readFileSync(`/proc/${inside}/status`, 'utf8')
    for (const word of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) expect(status).toContain(`${word}:\t0000000000000000`)
    expect(status).toMatch(/^NoNewPrivs:\t1$/m)
    expect(status).toMatch(/^Seccomp:\t2$/m)
    expect(readFileSync(`/proc/${inside}/cmdline`, 'utf8')).toMatch(/--words\0\d\0$/)
    sandbox.drop()
    await sandbox.lost
    await nothingLeft()
  })

  it.each(['supervisor', 'outer bwrap', 'inner bwrap'] as const)('ends if its %s is killed, and leaves nothing', async (role) => {
    const sandbox = waiting()
    await stands()
    process.kill(rolesOf(range)[role] ?? 0, 'SIGKILL')
    await sandbox.lost
    await nothingLeft()
  })

  it('does not count the time in which it waited', async () => {
    const box = await openSandbox({ build: BUILD, runUid: RUN_UID, outerContainer: false, waiting: 1, deadlineMs: 2_000 }, pino({ level: 'silent' }))
    if (!box.ok) throw new Error(box.report.words.en)
    await sleep(2_500)
    const started = box.sandbox.start({ argv: ['run', 'vfork'], format: 'ndjson', view: 'strategies' })
    if (!started.ok) throw new Error(started.refusal.message)
    started.helper.output.resume()
    expect(await started.helper.gone).toBeNull()
    box.sandbox.close()
  })

  it('is replaced by one of its own for the next run, and each serves one', async () => {
    const box = await openSandbox({ build: BUILD, runUid: RUN_UID, outerContainer: false, waiting: 2 }, pino({ level: 'silent' }))
    if (!box.ok) throw new Error(box.report.words.en)
    const names = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const started = box.sandbox.start({ argv: ['run', 'vfork'], format: 'ndjson', view: 'strategies' })
        if (!started.ok) throw new Error(started.refusal.message)
        let text = ''
        started.helper.output.on('data', (chunk: Buffer) => {
          text += chunk
        })
        expect(await started.helper.gone).toBeNull()
        return text.split('\n').length
      }),
    )
    expect(names.every((lines) => lines > 20)).toBe(true)
    await until('two wait again', () => box.sandbox.waiting === 2)
    box.sandbox.close()
  })
})

describe.runIf(works)('the starter', () => {
  it('is killed: what it had started ends, and the next run gets another starter', async () => {
    const helper = start(HELD)
    helper.output.resume()
    await standing()
    const first = range.starter.pid ?? 0
    process.kill(first, 'SIGKILL')
    expect(await helper.gone).toMatchObject({ code: 'helper_failed' })
    await nothingLeft()
    const next = start(['spawnscope', 'run', 'rust', ...voice('ndjson')])
    next.output.resume()
    expect(await next.gone).toBeNull()
    expect(range.starter.pid).not.toBe(first)
  })

  it('is asked for more runs than it can hold open at once: each gets its own words, in order', async () => {
    const runs = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const helper = start(['spawnscope', 'run', n % 2 ? 'vfork' : 'fork', ...voice('ndjson')], ENDLESS_MS, n % 3 === 0)
        let text = ''
        helper.output.on('data', (chunk: Buffer) => {
          text += chunk
        })
        expect(await helper.gone).toBeNull()
        return text
      }),
    )
    runs.forEach((text, n) => {
      const events = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { kind: string; seq: number; strategy?: string })
      expect(events[0]).toMatchObject({ kind: 'hello', strategy: n % 2 ? 'vfork' : 'fork' })
      expect(events.at(-1)?.kind).toBe('end')
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, seq) => seq))
    })
  })

  it('obeys nobody but its own server', async () => {
    const { starter, parts } = range
    const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(`spawnscope-starter-${OWN_ID}-`))
    const sockets = folders.flatMap((name) => readdirSync(path.join(tmpdir(), name)).map((file) => path.join(tmpdir(), name, file)))
    expect(starter.pid).toBeGreaterThan(0)
    expect(sockets.length).toBeGreaterThan(0)
    for (const socket of sockets) expect(statSync(path.dirname(socket)).mode & 0o077).toBe(0)
    const stranger = spawnSync(process.execPath, ['-e', STRANGER, ...sockets], { encoding: 'utf8' })
    expect(stranger.stdout.trim().split('\n')).toEqual(sockets.map(() => 'closed unread'))
    expect(existsSync(path.join(parts.app, 'stranger'))).toBe(false)
  })
})

/** Another process of the same user, which speaks the starter's language. */
const STRANGER = `
for (const path of process.argv.slice(1)) {
  const socket = require('node:net').connect(path)
  const head = Buffer.alloc(12)
  head.write('s')
  socket.on('error', () => {}).on('connect', () => socket.write(head)).on('data', () => console.log('answered'))
  socket.on('close', () => console.log('closed unread'))
}`

describe.runIf(works)('a run that comes to its end', () => {
  it('leaves no daemon', async () => {
    const helper = start(DAEMON.slice(0, 2))
    helper.output.resume()
    expect(await helper.gone).toBeNull()
    expect(alive(range)).toEqual([])
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
/** Z if the process has ended. */
const stateOf = (pid: number): string => statOf(pid)[0] ?? 'Z'

/** Field 41 of proc_pid_stat(5); empty if the task has ended. */
const policyOf = (pid: number, task: string): string => statOf(pid, Number(task))[38] ?? ''

/** Of what this process or the starter has started. */
function zombies(): string[] {
  const parents = [process.pid, range.starter.pid]
  return readdirSync('/proc').filter((name) => {
    const [state, parent] = /^\d+$/.test(name) ? statOf(Number(name)) : []
    return state === 'Z' && parents.includes(Number(parent))
  })
}

describe.runIf(works)('the server itself', () => {
  /** A real server, as npm start runs it. */
  const serve = (env: Record<string, string> = {}): Promise<ServerProcess> => startServerProcess(env, { built: true })

  const run = (url: string, settings: object): Promise<Response> =>
    fetch(`${url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) })

  const heldRun = { strategy: 'vfork', send: [{ signal: 'STOP', at: 'child-start', to: 'child' }], timeout: 60_000 }

  /** The processes of that server's runs, found by their mark. The starter's own ends in 0. */
  const runsOf = (pid: number): number[] =>
    marked().flatMap((one) => (one.mark.split('-')[1] === String(pid) && !one.mark.endsWith('-0') && stateOf(one.pid) !== 'Z' ? [one.pid] : []))

  /** Of these, the hosts of held runs: each stands for a run. */
  const helpersOf = (pid: number): number[] => runsOf(pid).filter((one) => stateOf(one) === 't')

  it('is killed with two runs under way: they end by themselves, and the next server cleans up', async () => {
    const server = await serve()
    const asked = [run(server.url, heldRun), run(server.url, heldRun)].map((answer) => answer.then((response) => response.text()).catch(() => 'cut'))
    await until('two runs are under way', () => helpersOf(server.pid).length >= 2)
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
    // Sandboxes that wait would still be there when the run has ended.
    const server = await serve({ SPAWNSCOPE_SANDBOXES_WAITING: '0' })
    const answer = run(server.url, { ...heldRun, timeout: 1_500 })
    await until('the run is under way', () => helpersOf(server.pid).length >= 1)
    server.child.kill('SIGSTOP')
    await until('the run has ended by itself', () => runsOf(server.pid).length === 0)
    server.child.kill('SIGCONT')
    expect(await (await answer).text()).toContain('"outcome":"timeout"')
    expect((await run(server.url, { strategy: 'rust' })).status).toBe(200)
    await server.stop()
  })

  const copiesOf = (pid: number): string[] => readdirSync(tmpdir()).filter((name) => new RegExp(`^spawnscope-app-\\d+-${pid}-`).test(name))
})
