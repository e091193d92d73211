/** The ladder: which level is found, what the server says, and that it never falls silently. */
import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { SANDBOX_CODES, SandboxReport } from '../../protocol/sandbox.ts'
import { type Capabilities, openCapabilities } from '../capabilities/capabilities.ts'
import { RUN_UID, readEnvironment } from '../environment.ts'
import { BUILD, sandboxWorks } from '../testing/containedRun.ts'
import { descendants } from '../testing/processes.ts'
import { until } from '../testing/until.ts'
import { adviceOn } from './advice.ts'
import { openCgroups } from './cgroup.ts'
import { distributionOf } from './distribution.ts'
import { climb, reportOf } from './ladder.ts'
import { meaningOf } from './probe.ts'
import { COMPILER_GROUP } from './runLimits.ts'
import { openSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const silent = pino({ level: 'silent' })
const works = sandboxWorks()
const scratch: string[] = []
const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'spawnscope-ladder-'))
  chmodSync(made, 0o755)
  scratch.push(made)
  return made
}

async function sandbox(more: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const result = await openSandbox({ build: BUILD, runUid: RUN_UID, outerContainer: false, ...more }, silent)
  if (!result.ok) throw new Error(JSON.stringify(result.report))
  opened.push(result.sandbox)
  return result.sandbox
}

async function capabilities(env: Record<string, string> = {}, bwrap?: string): Promise<Capabilities> {
  const made = await openCapabilities({ ...readEnvironment({ SPAWNSCOPE_ROOT: ROOT, ...env }), ...(bwrap && { bwrap }) }, silent)
  opened.push(made)
  return made
}

type Ran = { hello: Extract<TraceEvent, { kind: 'hello' }> | undefined; text: string; refusal: unknown }

async function run(box: Sandbox, argv: readonly string[], more: { uid?: number; view?: 'strategies' | 'specimens' } = {}): Promise<Ran> {
  const started = box.start({ argv, format: 'ndjson', view: more.view ?? 'strategies', uid: more.uid })
  if (!started.ok) return { hello: undefined, text: '', refusal: started.refusal }
  let text = ''
  started.helper.output.on('data', (chunk: Buffer) => {
    text += chunk
  })
  const refusal = await started.helper.gone
  const first = decodeEvent(text.split('\n')[0] ?? '')
  return { hello: first.ok && first.value.kind === 'hello' ? first.value : undefined, text, refusal }
}

/** A bwrap that first runs the script, then behaves like bwrap. */
function fakeBwrap(script: string): string {
  const file = path.join(folder(), 'bwrap')
  writeFileSync(file, `#!/bin/sh\n[ "$1" = --version ] && exec /usr/bin/bwrap --version\n${script}\nexec /usr/bin/bwrap "$@"\n`)
  chmodSync(file, 0o755)
  return file
}

describe.runIf(works)('where bwrap works', () => {
  it('is level 3, and each run says so', async () => {
    const box = await sandbox({ cgroups: () => ({ ok: false, why: 'not for this test' }) })
    expect(box.report).toMatchObject({ level: 3, name: 'sandbox', code: 'no_cgroup', uids: 'any', found: 'not for this test' })
    expect(box.report.first_event_ms).toBeGreaterThan(0)
    expect((await run(box, ['run', 'rust'])).hello).toMatchObject({ sandbox: 'sandbox', uid: 1000 })
  })

  it('plays any uid of its own namespace, and Ruby forks only as root', async () => {
    const box = await sandbox()
    for (const [uid, mechanism] of [
      [0, 'fork'],
      [65534, 'vfork'],
    ] as const) {
      const { hello, text } = await run(box, ['run', 'ruby', '--uid', String(uid)], { uid })
      expect(hello?.uid).toBe(uid)
      expect(text).toContain(`"mechanism":"${mechanism}"`)
      expect(text).toContain('"outcome":"spawned"')
    }
  })

  it.runIf(process.geteuid?.() === 0)('has dropped root: outside, the run belongs to a user without an account', async () => {
    const box = await sandbox()
    const argv = ['run', 'vfork', '--send', 'STOP@child-start', '--timeout', '60000']
    const started = box.start({ argv, format: 'ndjson', view: 'strategies' })
    if (!started.ok) throw new Error(started.refusal.message)
    started.helper.output.resume()
    let owners: (string | undefined)[] = []
    await until('the helper runs', () => {
      owners = descendants().flatMap((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'latin1').startsWith('/app/spawnscope\0')
            ? [/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]]
            : []
        } catch {
          return []
        }
      })
      return owners.length > 0
    })
    expect(new Set(owners)).toEqual(new Set([String(RUN_UID)]))
    started.helper.stop()
    expect(await started.helper.gone).toBeNull()
  })

  it('runs the experiment with the dynamic linker where there is one', async () => {
    expect((await run(await sandbox(), ['run', 'hazard-lazy-binding'])).text).toContain('"outcome":"spawned"')
  })

  it('traces a real runtime in the view for specimens', async () => {
    const box = await sandbox({ specimens: { specimens: path.join(ROOT, 'native/tests/programs') } })
    const { hello, text, refusal } = await run(box, ['trace', '--', '/usr/bin/ruby', '-e', 'system("/app/targets/ok")'], { view: 'specimens' })
    expect(refusal).toBeNull()
    expect(hello?.sandbox).toBe(box.report.name)
    expect(text).toMatch(/"kind":"create".*"call":"vfork"/)
    expect(text).toContain('/app/targets/ok')
    expect((await run(box, ['trace', '--', '/bin/ls', '/specimens/spawn.go'], { view: 'specimens' })).text).toContain('"call":"exit_group","args":["0"]')
  })

  it('check and describe report the level, with words and cure in both languages', async () => {
    const lab = await capabilities()
    expect(lab.catalog?.sandbox).toEqual(lab.sandbox)
    expect(SandboxReport.safeParse(lab.check?.sandbox).success).toBe(true)
    expect(lab.check?.live).toBe(true)
  })

  it('with no free descriptors: that run is refused, the server and the sandbox continue', async () => {
    const box = await sandbox()
    const limit = (soft: string): void => {
      const { status } = spawnSync('prlimit', ['--pid', String(process.pid), `--nofile=${soft}:`])
      if (status !== 0) throw new Error(`prlimit --nofile=${soft} ended with ${status}`)
    }
    const before = /Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? '1024'
    // Reserve some: with no free descriptor, the prlimit that lifts the limit again could not start.
    const taken = Array.from({ length: 32 }, () => openSync('/dev/null', 'r'))
    const started = (() => {
      try {
        limit(String(Math.max(...readdirSync('/proc/self/fd').map(Number)) + 1))
        try {
          for (;;) taken.push(openSync('/dev/null', 'r'))
        } catch {
          // That was the last free one.
        }
        return box.start({ argv: ['run', 'rust'], format: 'ndjson', view: 'strategies' })
      } finally {
        for (const fd of taken) closeSync(fd)
        limit(before)
      }
    })()
    const why = started.ok ? await started.helper.gone : started.refusal
    expect(why).toMatchObject({ code: 'too_busy' })
    expect((await run(box, ['run', 'rust'])).refusal).toBeNull()
  })
})

describe.runIf(works)('a sandbox that breaks during service', () => {
  it('bwrap is removed: that run fails, live runs pause with words, and continue when it is back', async () => {
    const file = path.join(folder(), 'bwrap')
    copyFileSync('/usr/bin/bwrap', file)
    // One that waits stands already, and would not notice.
    const lab = await capabilities({ SPAWNSCOPE_SANDBOXES_WAITING: '0' }, file)
    expect(lab.refused).toBeNull()
    rmSync(file)
    const first = lab.start({ strategy: 'rust' }, 'ndjson')
    if (!first.ok) throw new Error(first.refusal.message)
    first.helper.output.resume()
    expect(await first.helper.gone).toMatchObject({ code: 'sandbox_failed' })
    expect(lab.start({ strategy: 'rust' }, 'ndjson')).toMatchObject({
      ok: false,
      refusal: { code: 'sandbox_failed', message: expect.stringContaining('pause') },
    })
    expect(lab.refused?.code).toBe('sandbox_failed')
    expect(lab.sandbox.level).toBeGreaterThanOrEqual(3)
    copyFileSync('/usr/bin/bwrap', file)
    chmodSync(file, 0o755)
    await until('live runs go on', () => lab.refused === null)
    const again = lab.start({ strategy: 'rust' }, 'ndjson')
    expect(again.ok).toBe(true)
    if (again.ok) again.helper.output.resume()
    if (again.ok) expect(await again.helper.gone).toBeNull()
  })

  it.each([
    ['Creating new namespace failed: Resource temporarily unavailable', 'too_busy'],
    ["Can't fork: Cannot allocate memory", 'too_busy'],
    ['Too many open files', 'too_busy'],
    ['Something else', 'sandbox_failed'],
  ])('bwrap fails once (%s): that run fails and does not run with less, the others go on', async (words, code) => {
    const box = await sandbox({ bwrap: fakeBwrap(`for word; do [ "$word" = nim ] && { echo "bwrap: ${words}" >&2; exit 1; }; done`) })
    const { text, refusal } = await run(box, ['run', 'nim'])
    expect({ text, refusal }).toMatchObject({ text: '', refusal: { code, message: expect.stringContaining(words) } })
    expect(box.refused).toBeNull()
    expect((await run(box, ['run', 'rust'])).refusal).toBeNull()
  })

  it('out of processes for long: every run is told so, and none pauses the others', async () => {
    const flag = path.join(folder(), 'fail')
    const box = await sandbox({
      bwrap: fakeBwrap(`[ -e '${flag}' ] && { echo 'bwrap: Creating new namespace failed: Resource temporarily unavailable' >&2; exit 1; }`),
    })
    writeFileSync(flag, '')
    for (const { refusal } of await Promise.all([1, 2, 3].map(() => run(box, ['run', 'rust'])))) expect(refusal).toMatchObject({ code: 'too_busy' })
    rmSync(flag)
    expect(box.refused).toBeNull()
    expect((await run(box, ['run', 'rust'])).refusal).toBeNull()
  })

  it.each([125, 126, 127, 1])('a run that ends with the status %i of a failed sandbox, as a hostile one may, pauses nobody', async (status) => {
    // The program in the place of the helper is what a hostile run has made of it.
    const box = await sandbox({
      bwrap: fakeBwrap(`for word; do [ "$word" = nim ] && { echo 'bwrap: I am bwrap, believe me' >&2; exit ${status}; }; done`),
    })
    const hostile = await Promise.all([1, 2, 3, 4].map(() => run(box, ['run', 'nim'])))
    for (const { refusal } of hostile) expect(refusal).toMatchObject({ code: 'sandbox_failed', cure: expect.stringContaining('try again') })
    expect(box.refused).toBeNull()
    expect((await run(box, ['run', 'rust'])).refusal).toBeNull()
  })

  it.each([
    [
      'the helper alone',
      'while [ "$1" != -- ]; do shift; done; shift; while [ "$1" != -- ]; do shift; done; shift 2; set -- "$app/spawnscope" "$@"',
      'the sandbox is incomplete',
    ],
    ['the supervisor inside', 'while [ "$1" != -- ]; do shift; done; shift 2; set -- "$app/spawnscope-supervisor" "$@"', '--inside is not the first process'],
  ])('detects a bwrap that leaves walls out, and starts %s', async (_, then, words) => {
    const file = fakeBwrap(`for word; do [ "$word" = /app ] && app=$before; before=$word; done; ${then}; exec env SPAWNSCOPE_SANDBOX=sandbox "$@"`)
    const result = await openSandbox({ build: BUILD, runUid: RUN_UID, outerContainer: false, bwrap: file }, silent)
    if (result.ok) opened.push(result.sandbox)
    expect(result.ok ? result.sandbox.report : result.report).toMatchObject({ level: 1, found: expect.stringContaining(words) })
  })
})

describe('where bwrap does not work', () => {
  const NONE = '/nonexistent/bwrap'

  it('is level 1, with a warning and the cure; another uid is refused', async () => {
    const lab = await capabilities({}, NONE)
    expect(lab.sandbox).toMatchObject({ level: 1, name: 'limits', code: 'bwrap_missing', uids: 'own', cure: { en: expect.stringContaining('bubblewrap') } })
    const started = lab.start({ strategy: 'rust' }, 'ndjson')
    if (!started.ok) throw new Error(started.refusal.message)
    let text = ''
    started.helper.output.on('data', (chunk: Buffer) => {
      text += chunk
    })
    expect(await started.helper.gone).toBeNull()
    expect(text.split('\n')[0]).toContain('"sandbox":"limits"')
    expect(lab.start({ strategy: 'ruby', uid: 0 }, 'ndjson')).toMatchObject({ ok: false, refusal: { code: 'bad_value', field: 'uid' } })
  })

  it('level 1 is not for strangers; recorded runs remain', async () => {
    const lab = await capabilities({ HOST: '0.0.0.0' }, NONE)
    expect(lab.refused).toMatchObject({ code: 'live_unavailable', message: expect.stringContaining('strangers') })
    expect(lab.start({ strategy: 'rust' }, 'ndjson')).toMatchObject({ ok: false })
    expect(lab.catalog).not.toBeNull()
    expect(lab.check?.live).toBe(false)
  })

  it('level 2 needs the operator to vouch for it', async () => {
    const lab = await capabilities({ HOST: '0.0.0.0', SPAWNSCOPE_OUTER_SANDBOX: 'container' }, NONE)
    expect(lab.sandbox).toMatchObject({ level: 2, name: 'container', code: 'outer_container' })
    expect(lab.refused).toBeNull()
    expect(lab.start({ strategy: 'ruby', uid: 0 }, 'ndjson')).toMatchObject({ ok: false, refusal: { field: 'uid' } })
  })

  it('a set-uid bwrap is not used', async () => {
    const file = path.join(folder(), 'bwrap')
    copyFileSync('/usr/bin/bwrap', file)
    chmodSync(file, 0o4755)
    expect((await sandbox({ bwrap: file })).report).toMatchObject({ level: 1, code: 'bwrap_setuid' })
  })

  it('an old one is not used', async () => {
    const file = path.join(folder(), 'bwrap')
    writeFileSync(file, '#!/bin/sh\necho bubblewrap 0.6.3\n')
    chmodSync(file, 0o755)
    expect((await sandbox({ bwrap: file })).report).toMatchObject({ level: 1, code: 'bwrap_old', found: 'bubblewrap 0.6.3' })
  })

  it('no supervisor, no helper, a user that is taken, no room for a copy: level 0, in words', async () => {
    const empty = folder()
    const at = async (more: Partial<SandboxOptions>) => {
      const result = await openSandbox({ build: BUILD, runUid: RUN_UID, outerContainer: false, ...more }, silent)
      if (result.ok) opened.push(result.sandbox)
      return result.ok ? result.sandbox.report : result.report
    }
    expect(await at({ build: empty })).toMatchObject({ level: 0, code: 'helper_missing' })
    mkdirSync(path.join(empty, 'app'))
    writeFileSync(path.join(empty, 'app/spawnscope-dynamic'), '')
    expect(await at({ build: empty })).toMatchObject({ level: 0, code: 'supervisor_missing' })
    if (process.geteuid?.() === 0) {
      expect(await at({ runUid: 1 })).toMatchObject({ level: 0, code: 'user_taken', found: 'uid 1 belongs to daemon' })
      const full = folder()
      const before = process.env.TMPDIR
      process.env.TMPDIR = '/proc'
      expect(await at({})).toMatchObject({ level: 0, code: 'probe_failed', found: expect.stringContaining('/proc') })
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full])
      process.env.TMPDIR = full
      expect(await at({})).toMatchObject({ level: 0, code: 'probe_failed', found: expect.stringContaining('ENOSPC') })
      spawnSync('umount', [full])
      if (before === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = before
    }
  })

  it('SPAWNSCOPE_OUTER_SANDBOX and SPAWNSCOPE_RUN_UID refuse nonsense', () => {
    expect(() => readEnvironment({ SPAWNSCOPE_OUTER_SANDBOX: 'yes' })).toThrow('can only be container')
    for (const uid of ['0', '-1', '1e3', 'root']) expect(() => readEnvironment({ SPAWNSCOPE_RUN_UID: uid })).toThrow('a user without an account')
  })
})

describe('the climb', () => {
  const refused = { ok: false, code: 'userns_limit', found: 'none left' } as const

  it('starts at the top, and says what prevents a higher level', async () => {
    const tried: number[] = []
    const climbing = climb({
      bwrap: null,
      cgroups: null,
      outerContainer: false,
      attempt: async (level) => {
        tried.push(level)
        return level === 1 ? { ok: true, firstEventMs: 5 } : refused
      },
    })
    expect(await climbing).toMatchObject({ level: 1, code: 'userns_limit', found: 'none left' })
    expect(tried).toEqual([4, 3, 1])
  })

  it('ends at 0 where nothing can be traced', async () => {
    const attempt = async () => ({ ok: false, ...meaningOf('spawnscope: live_unavailable: kernel.yama.ptrace_scope is 3') }) as const
    expect(await climb({ bwrap: null, cgroups: 'none', outerContainer: true, attempt })).toMatchObject({ level: 0, code: 'ptrace_yama' })
  })

  it.each([
    ['bwrap: setting up uid map: Permission denied', 'userns_apparmor'],
    ['bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted', 'userns_apparmor'],
    ['bwrap: No permissions to create new namespace, likely because the kernel does not allow …', 'userns_container'],
    ['bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)', 'userns_limit'],
    ['bwrap: Creating new namespace failed: Resource temporarily unavailable', 'too_many_processes'],
    ['spawnscope: live_unavailable: a seccomp filter refuses ptrace, as some container profiles do', 'ptrace_refused'],
    ['spawnscope-supervisor: /proc/self/oom_score_adj: No such file or directory. Cure: mount /proc', 'proc_hidden'],
  ])('%s', (words, code) => {
    expect(meaningOf(words).code).toBe(code)
  })

  it('has words and a cure in both languages for every code and distribution', () => {
    for (const code of SANDBOX_CODES) {
      for (const distribution of ['debian', 'ubuntu', 'fedora', 'arch', 'alpine', 'other'] as const) {
        const { words, cure } = adviceOn(code, distribution)
        for (const text of [words, ...(cure ? [cure] : [])]) {
          expect(text.en, code).toMatch(/\.$/)
          expect(text.ja, code).toMatch(/[\u3040-\u30ff]/)
        }
      }
    }
    expect(reportOf({ level: 1, code: 'bwrap_missing', found: null, firstEventMs: 3 }, 0, 'fedora').cure?.en).toContain('dnf install bubblewrap')
  })

  it.each([
    ['ID=ubuntu\nID_LIKE=debian\n', 'ubuntu'],
    ['NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n', 'ubuntu'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'fedora'],
    ['ID=void\n', 'other'],
  ])('knows %j', (text, expected) => {
    expect(distributionOf(text)).toBe(expected)
  })
})

describe('control groups (the files of cgroup v2, in a plain folder)', () => {
  it('moves the server into a leaf, hands controllers on, gives each run its limits and takes the leaf away', async () => {
    const base = folder()
    writeFileSync(path.join(base, 'cgroup.controllers'), 'cpuset cpu io memory pids\n')
    const made = openCgroups(base)
    if (!made.ok) throw new Error(made.why)
    expect(readFileSync(path.join(base, 'server/cgroup.procs'), 'utf8')).toBe(String(process.pid))
    expect(readFileSync(path.join(base, 'cgroup.subtree_control'), 'utf8')).toBe('+memory +pids +cpu')
    const leaf = made.cgroups.leaf(64, 3)
    const read = (name: string): string => readFileSync(path.join(leaf, name), 'utf8')
    expect([read('memory.max'), read('memory.oom.group'), read('pids.max'), read('cpu.max')]).toEqual([
      String((128 + 256) * 1024 * 1024),
      '1',
      '27',
      '100000 100000',
    ])
    const compiler = made.cgroups.leaf(COMPILER_GROUP.memoryMb, COMPILER_GROUP.threads)
    expect(['memory.max', 'pids.max'].map((name) => readFileSync(path.join(compiler, name), 'utf8'))).toEqual([String(1024 * 1024 * 1024), '64'])
    // In cgroupfs, files disappear with their folder; here the test must remove them first.
    for (const name of readdirSync(leaf)) rmSync(path.join(leaf, name))
    await made.cgroups.remove(leaf).catch(() => {})
    if (existsSync(leaf)) rmSync(leaf, { recursive: true })
  })

  it('without the controllers, or without the right to write, there is no level 4', () => {
    const base = folder()
    expect(openCgroups(base)).toMatchObject({ ok: false })
    writeFileSync(path.join(base, 'cgroup.controllers'), 'cpuset io\n')
    expect(openCgroups(base)).toMatchObject({ ok: false, why: expect.stringContaining('memory, pids, cpu') })
  })
})
