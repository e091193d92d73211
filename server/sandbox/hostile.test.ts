/** A program in the helper's place that tries to get out: one test for each way (docs/operating/sandbox.md). */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AttackOptions, attack, type HostileParts, hostileParts, sandboxWorks } from '../testing/containedRun.ts'

const LISTEN = "import socket,sys,time; s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.bind('\\0'+sys.argv[1]); print('on',flush=True); time.sleep(600)"

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

const MB = 1024 * 1024
const only = (results: Record<string, string>): string[] => [...new Set(Object.values(results))]

/** A waiting sandbox is the usual one; the other uids get one of their own (sandbox.ts). */
describe.runIf(works).each([
  { uid: 1000, waits: false, how: 'that was built for it' },
  { uid: 1000, waits: true, how: 'that waited for it' },
  { uid: 0, waits: false, how: 'that was built for it' },
])('inside a sandbox $how, as uid $uid of its namespace', ({ uid, waits }) => {
  it('finds no file of the machine', async () => {
    expect(only(await tried('read-files', { uid, waits }))).toEqual(['ENOENT'])
  })

  it('sees only its own folders, a host name that is nobody’s, and none of our environment', async () => {
    const seen = await tried('look-round', { uid, waits })
    expect(seen['/']?.split(',').filter(Boolean).sort()).toEqual(['app', 'dev', 'proc', 'tmp', 'work'])
    expect(seen['/dev']?.split(',').filter(Boolean).sort()).toEqual(['null', 'pts'])
    expect(seen.hostname).toBe('spawn')
    expect(seen.environment?.replace(/\d+-\d+-\d+-\d+/, 'N')).toBe('PATH=/app|SPAWNSCOPE_SANDBOX=sandbox|SPAWNSCOPE_RUN=N|PWD=/work')
  })

  it('writes nowhere but to /tmp', async () => {
    const { '/tmp/x': tmp, '/proc/x': proc, '/app/spawnscope': helper, ...rest } = await tried('create-files', { uid, waits })
    expect({ tmp, proc, rest: only(rest) }).toEqual({ tmp: 'ok', proc: 'ENOENT', rest: ['EROFS'] })
    expect(['EACCES', 'EROFS']).toContain(helper)
  })

  it('opens no knob of the kernel', async () => {
    const results = await tried('write-kernel', { uid, waits })
    for (const [path, came] of Object.entries(results)) expect(['EACCES', 'EROFS', 'ENOENT', 'EPERM'], path).toContain(came)
    expect(Object.keys(results)).toContain('/proc/sys/kernel/core_pattern')
  })

  it('gets no further namespace, by unshare, clone, clone3 or setns', async () => {
    const results = await tried('namespaces', { uid, waits })
    expect(Object.keys(results)).toHaveLength(19)
    expect(only(results).sort()).toEqual(['ENOSPC', 'EPERM'])
  })

  it('mounts nothing and changes no root', async () => {
    expect(only(await tried('mounts', { uid, waits }))).toEqual(['EPERM'])
  })

  it('reaches no corner of the kernel that a run does not need', async () => {
    const results = await tried('kernel-calls', { uid, waits })
    expect(Object.keys(results).length).toBeGreaterThan(20)
    expect(only(results)).toEqual(['EPERM'])
  })

  it('is ended for a call of another ABI', async () => {
    expect(only(await tried('other-abis', { uid, waits }))).toEqual(['signal 31'])
  })

  it('has no socket of any family, vsock among them', async () => {
    const results = await tried('sockets', { uid, waits })
    expect(Object.keys(results)).toContain('vsock')
    expect(only(results)).toEqual(['EPERM'])
  })

  it('has connected pairs of sockets, and none that sends to anybody else', async () => {
    expect(await tried('socket-pairs', { uid, waits })).toEqual({ stream: 'ok', 'stream-sent': '-1', seqpacket: 'ok', 'seqpacket-sent': '1' })
  })

  it('gets no network even where the filter is left out', async () => {
    const listener = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => listener.once('listening', resolve))
    const address = listener.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const noFilter: AttackOptions = {
      uid,
      waits,
      change: (command) => ({ ...command, argv: command.argv.filter((word) => word !== '--load-filter') }),
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
    const { got } = await attack(hostile.parts, ['run-setuid'], { uid, waits })
    expect(got.get('whoami euid')).toBe(String(uid))
  })

  it('becomes nobody else, and holds no capability', async () => {
    const { ids } = await tried('become-root', { uid, waits })
    expect(ids).toBe(`${uid} ${uid}`)
    const { status } = await tried('rights', { uid, waits })
    for (const word of ['CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) expect(status).toContain(`${word}:\t0000000000000000`)
    expect(status).toContain('NoNewPrivs:\t1')
    expect(status).toContain('Seccomp:\t2')
  })

  it('is the first to be killed when memory is short', async () => {
    expect((await tried('rights', { uid, waits })).oom_score_adj).toBe('1000')
  })

  it('sees and signals no other process', async () => {
    expect((await tried('processes', { uid, waits })).processes).toBe('2')
    expect(await tried('signal-others', { uid, waits })).toMatchObject({ everybody: 'ESRCH', init: 'alive' })
  })

  it('takes no more time than it was given, and reaches nobody else’s niceness', async () => {
    expect(await tried('take-time', { uid, waits })).toEqual({ raised: 'ok', lowered: 'EACCES', group: 'EPERM', user: 'EPERM' })
  })

  it('inherits its four descriptors, whatever else was open', async () => {
    expect((await tried('descriptors', { uid, waits })).descriptor).toBe('0|1|2|3')
    expect((await tried('descriptors', { uid }, true)).descriptor).toBe('0|1|2|3')
  })

  it('as a tracee: traces and looks into nobody', async () => {
    expect(only(await tried('trace-as-tracee', { uid, waits }))).toEqual(['EPERM'])
  })

  it('forks until its own limit', async () => {
    const { forks, next } = await tried('fork-bomb', { uid, waits })
    expect(Number(forks)).toBeLessThanOrEqual(24)
    expect(next).toBe('EAGAIN')
  })

  it('forks until its own limit, also when two do so at once', async () => {
    for (const { forks, next } of await Promise.all([tried('fork-bomb', { uid, waits }), tried('fork-bomb', { uid, waits })])) {
      expect(Number(forks)).toBeGreaterThan(15)
      expect(next).toBe('EAGAIN')
    }
  })

  it('takes memory until its own limit', async () => {
    const { mb } = await tried('memory-bomb', { uid, waits })
    expect(Number(mb)).toBeLessThanOrEqual(256)
  })

  it('fills no disk: 1 MB a file, 4 MB in all', async () => {
    const results = await tried('fill-disk', { uid, waits })
    expect(results).toMatchObject({ memfd: 'EFBIG after 1024 KB', '/x': 'EROFS', '/work/x': 'EROFS', '/tmp/0': 'EFBIG after 1024 KB' })
    expect(results['/tmp/5']).toMatch(/^ENOSPC/)
  })

  it('fills /tmp with no more than 256 files, empty ones among them', async () => {
    const { files, next } = await tried('fill-files', { uid, waits })
    expect(Number(files)).toBeLessThan(256)
    expect(Number(files)).toBeGreaterThan(200)
    expect(next).toBe('ENOSPC')
  })

  it('has its limits before the helper does anything: one that was taken over at once is bounded, too', async () => {
    const { got } = await attack(hostile.parts, ['whoami', 'limits', 'fork-bomb', 'memory-bomb', 'fill-disk', 'raise-limits'], { uid, waits })
    const limits = Object.fromEntries([...got].filter(([key]) => key.startsWith('limits ')).map(([key, value]) => [key.slice(7), Number(value)]))
    expect(limits).toEqual({ as: 256 * MB, nproc: 24, fsize: MB, nofile: 64, cpu: 132, core: 0, msgqueue: 0, sigpending: 1024 })
    expect(Number(got.get('fork-bomb forks'))).toBeLessThanOrEqual(24)
    expect(got.get('fork-bomb next')).toBe('EAGAIN')
    expect(Number(got.get('memory-bomb mb'))).toBeLessThanOrEqual(256)
    expect(got.get('fill-disk /tmp/0')).toBe('EFBIG after 1024 KB')
    for (const name of ['as', 'nproc', 'fsize', 'nofile', 'cpu', 'core']) expect(got.get(`raise-limits ${name}`)).toBe('EPERM')
  })

  it('may end like a failed sandbox, and therefore that decides nothing for others (ladder.test.ts)', async () => {
    const { status, words } = await attack(hostile.parts, ['fake-status'], { uid, waits })
    expect({ status, words }).toEqual({ status: 125, words: 'bwrap: the sandbox is incomplete\n' })
  })

  it('raises no limit', async () => {
    expect(only(await tried('raise-limits', { uid, waits }))).toEqual(['EPERM'])
  })

  it('spins until the deadline, which ends it', async () => {
    // On a busy machine, the first attempt may not get that far.
    for (let deadlineMs = 400; ; deadlineMs *= 4) {
      const { got, status } = await attack(hostile.parts, ['spin'], { uid, waits, deadlineMs })
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

  it.each([1, 2] as const)('has limits before the helper does anything (level %i)', async (level) => {
    const { got } = await attack(hostile.parts, ['whoami', 'limits'], { level })
    const limits = Object.fromEntries([...got].filter(([key]) => key.startsWith('limits ')).map(([key, value]) => [key.slice(7), Number(value)]))
    expect(limits).toMatchObject({ as: 256 * MB, fsize: MB, nofile: 64, core: 0, msgqueue: 0 })
    // Where the runs share a user with others, processes cannot be counted.
    if (process.geteuid?.() === 0) expect(limits.nproc).toBe(2_048)
  })

  it.each([1, 2] as const)('reaches no socket of this machine (level %i)', async (level) => {
    const name = `spawnscope-test-${process.pid}-${level}`
    // A datagram socket in the abstract namespace, which no file protects. Node has none, so a shell's tool listens.
    const listener = spawn('python3', ['-c', LISTEN, name], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(listener.stdout, 'data')
    const { got } = await attack(hostile.parts, [`send=${name}`, 'sockets', 'socket-pairs'], { level })
    expect(got.get(`send=${name} pair`)).toBe('EPERM')
    expect(got.get(`send=${name} sent`)).not.toBe('ok')
    expect(got.get('sockets pair-raw')).toBe('EPERM')
    expect(got.get('socket-pairs stream')).toBe('ok')
    listener.kill()
    await once(listener, 'exit')
  })
})
