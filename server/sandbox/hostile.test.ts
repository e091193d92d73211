/** A program in the helper's place that tries to get out: one test for each way (docs/operating/sandbox.md). */
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AttackOptions, attack, type HostileParts, hostileParts, sandboxWorks } from '../testing/containedRun.ts'

const works = sandboxWorks()
let hostile: HostileParts
beforeAll(() => {
  if (works) hostile = hostileParts()
})
afterAll(() => hostile?.remove())

/** The result of one attempt, as `what: result`. */
async function tried(attempt: string, asked: AttackOptions = {}, extra = false): Promise<Record<string, string>> {
  const { got, words } = await attack(hostile.parts, [attempt], asked, extra)
  expect(words).toBe('')
  return Object.fromEntries([...got].map(([key, value]) => [key.slice(attempt.length + 1), value]))
}

const only = (results: Record<string, string>): string[] => [...new Set(Object.values(results))]

describe.runIf(works).each([1000, 0])('inside the sandbox, as uid %i of its namespace', (uid) => {
  it('finds no file of the machine', async () => {
    expect(only(await tried('read-files', { uid }))).toEqual(['ENOENT'])
  })

  it('sees only its own folders, a host name that is nobody’s, and none of our environment', async () => {
    const seen = await tried('look-round', { uid })
    expect(seen['/']?.split(',').filter(Boolean).sort()).toEqual(['app', 'dev', 'proc', 'tmp', 'work'])
    expect(seen).toMatchObject({ '/dev': 'null,', hostname: 'spawn' })
    expect(seen.environment?.replace(/\d+-\d+-\d+/, 'N')).toBe('PATH=/app|SPAWNSCOPE_SANDBOX=sandbox|SPAWNSCOPE_RUN=N|PWD=/work')
  })

  it('writes nowhere but to /tmp', async () => {
    const { '/tmp/x': tmp, '/proc/x': proc, '/app/spawnscope': helper, ...rest } = await tried('create-files', { uid })
    expect({ tmp, proc, rest: only(rest) }).toEqual({ tmp: 'ok', proc: 'ENOENT', rest: ['EROFS'] })
    expect(['EACCES', 'EROFS']).toContain(helper)
  })

  it('opens no knob of the kernel', async () => {
    const results = await tried('write-kernel', { uid })
    for (const [path, came] of Object.entries(results)) expect(['EACCES', 'EROFS', 'ENOENT', 'EPERM'], path).toContain(came)
    expect(Object.keys(results)).toContain('/proc/sys/kernel/core_pattern')
  })

  it('gets no further namespace, by unshare, clone, clone3 or setns', async () => {
    const results = await tried('namespaces', { uid })
    expect(Object.keys(results)).toHaveLength(19)
    expect(only(results).sort()).toEqual(['ENOSPC', 'EPERM'])
  })

  it('mounts nothing and changes no root', async () => {
    expect(only(await tried('mounts', { uid }))).toEqual(['EPERM'])
  })

  it('reaches no corner of the kernel that a run does not need', async () => {
    const results = await tried('kernel-calls', { uid })
    expect(Object.keys(results).length).toBeGreaterThan(20)
    expect(only(results)).toEqual(['EPERM'])
  })

  it('is ended for a call of another ABI', async () => {
    expect(only(await tried('other-abis', { uid }))).toEqual(['signal 31'])
  })

  it('has no socket of any family, vsock among them', async () => {
    const results = await tried('sockets', { uid })
    expect(Object.keys(results)).toContain('vsock')
    expect(only(results)).toEqual(['EPERM'])
  })

  it('gets no network even where the filter is left out', async () => {
    const listener = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => listener.once('listening', resolve))
    const address = listener.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const noFilter: AttackOptions = {
      uid,
      change: (command) => ({ ...command, argv: command.argv.filter((word, at, all) => word !== '--seccomp' && all[at - 1] !== '--seccomp') }),
    }
    // The real helper checks for its filter and would refuse to start. The hostile program makes the same check, in its words.
    const { words } = await attack(hostile.parts, ['look-round'], noFilter)
    expect(words).toContain('the sandbox is incomplete: there is no seccomp filter')
    for (const target of [`127.0.0.1:${port}`, '169.254.169.254:80']) {
      const { got } = await attack(hostile.parts, ['whoami', `reach=${target}`], noFilter)
      expect(got.get(`reach=${target} socket`)).toBe('ok')
      expect(['ECONNREFUSED', 'ENETUNREACH']).toContain(got.get(`reach=${target} ${target}`))
    }
    listener.close()
  })

  it.runIf(process.geteuid?.() === 0)('gains nothing from a set-uid file', async () => {
    const { got } = await attack(hostile.parts, ['run-setuid'], { uid })
    expect(got.get('whoami euid')).toBe(String(uid))
  })

  it('becomes nobody else, and holds no capability', async () => {
    const { ids } = await tried('become-root', { uid })
    expect(ids).toBe(`${uid} ${uid}`)
    const { status } = await tried('rights', { uid })
    for (const word of ['CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) expect(status).toContain(`${word}:\t0000000000000000`)
    expect(status).toContain('NoNewPrivs:\t1')
    expect(status).toContain('Seccomp:\t2')
  })

  it('is the first to be killed when memory is short', async () => {
    expect((await tried('rights', { uid })).oom_score_adj).toBe('1000')
  })

  it('sees and signals no other process', async () => {
    expect((await tried('processes', { uid })).processes).toBe('2')
    expect(await tried('signal-others', { uid })).toMatchObject({ everybody: 'ESRCH', init: 'alive' })
  })

  it('takes no more time than it was given, and reaches nobody else’s niceness', async () => {
    expect(await tried('take-time', { uid })).toEqual({ raised: 'ok', lowered: 'EACCES', group: 'EPERM', user: 'EPERM' })
  })

  it('inherits its four descriptors, whatever else was open', async () => {
    expect((await tried('descriptors', { uid }, true)).descriptor).toBe('0|1|2|3')
  })

  it('as a tracee: traces and looks into nobody', async () => {
    expect(only(await tried('trace-as-tracee', { uid }))).toEqual(['EPERM'])
  })

  it('forks until its own limit', async () => {
    const { forks, next } = await tried('fork-bomb', { uid })
    expect(Number(forks)).toBeLessThanOrEqual(24)
    expect(next).toBe('EAGAIN')
  })

  it('forks until its own limit, also when two do so at once', async () => {
    for (const { forks, next } of await Promise.all([tried('fork-bomb', { uid }), tried('fork-bomb', { uid })])) {
      expect(Number(forks)).toBeGreaterThan(15)
      expect(next).toBe('EAGAIN')
    }
  })

  it('takes memory until its own limit', async () => {
    const { mb } = await tried('memory-bomb', { uid })
    expect(Number(mb)).toBeLessThanOrEqual(256)
  })

  it('fills no disk: 1 MB a file, 4 MB in all', async () => {
    const results = await tried('fill-disk', { uid })
    expect(results).toMatchObject({ memfd: 'EFBIG after 1024 KB', '/x': 'EROFS', '/work/x': 'EROFS', '/tmp/0': 'EFBIG after 1024 KB' })
    expect(results['/tmp/5']).toMatch(/^ENOSPC/)
  })

  it('raises no limit', async () => {
    expect(only(await tried('raise-limits', { uid }))).toEqual(['EPERM'])
  })

  it('spins until the deadline, which ends it', async () => {
    // On a busy machine, the first attempt may not get that far.
    for (let deadlineMs = 400; ; deadlineMs *= 4) {
      const { got, status } = await attack(hostile.parts, ['spin'], { uid, deadlineMs })
      expect(status).toBe(124)
      if (got.has('spin began')) break
    }
  })
})

describe.runIf(works)('the view for real runtimes', () => {
  it('shows /usr to read, and nothing else of the machine', async () => {
    const view = { view: 'specimens' } as const
    expect(await tried('read-files', view)).toMatchObject({
      '/etc/passwd': 'ENOENT',
      '/etc/shadow': 'ENOENT',
      '/proc/1/root/etc/shadow': 'ENOENT',
      '/root': 'ENOENT',
      '/usr/bin/env': 'ok',
      '/dev/mem': 'ENOENT',
    })
    const { '/tmp/x': tmp, '/proc/x': _, '/app/spawnscope': __, ...rest } = await tried('create-files', view)
    expect({ tmp, rest: only(rest) }).toEqual({ tmp: 'ok', rest: ['EROFS'] })
    expect(only(await tried('sockets', view))).toEqual(['EPERM'])
    expect(only(await tried('mounts', view))).toEqual(['EPERM'])
    expect((await tried('processes', view)).processes).toBe('2')
  })
})

describe.runIf(works)('with limits only (level 1)', () => {
  it('still has the filter, no privilege, and no way to more', async () => {
    const level = { level: 1 } as const
    expect(only(await tried('sockets', level))).toEqual(['EPERM'])
    expect(only(await tried('kernel-calls', level))).toEqual(['EPERM'])
    expect(only(await tried('mounts', level))).toEqual(['EPERM'])
    const { setns, ...made } = await tried('namespaces', level)
    expect([setns, ...only(made)].sort()).toEqual(['ENOSYS', 'EPERM', 'EPERM'])
    expect((await tried('rights', level)).status).toContain('CapEff:\t0000000000000000')
    expect((await tried('descriptors', level, true)).descriptor).toBe('0|1|2|3')
    expect(only(await tried('raise-limits', level))).toEqual(['EPERM'])
  })
})
