/** How a traced run ends: by itself, at a limit, by a signal, stuck, and never with a rest. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { HELPER, liveRuns } from './liveRuns.ts'
import { PATIENT, patient } from './patience.ts'
import { ENDS, Torture } from './torturing.ts'

const LIMITS = [...PATIENT, '--max-events', '1000000']

describe.skipIf(!liveRuns())('a traced run', () => {
  const torture = new Torture()
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-endings-'))
  afterAll(() => {
    torture.remove()
    rmSync(scratch, { recursive: true })
  })
  const trace = (options: string[], ...program: string[]) =>
    spawnSync(HELPER, patient(['trace', ...options, '--', ...program]), { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })

  describe('of a program that makes and kills tasks at random', () => {
    for (const [at, end] of ENDS.entries())
      it(`ended by ${end}, leaves nothing`, { timeout: 300_000 }, async () => {
        for (let seed = 1; seed <= 3; seed += 1) {
          const { status, last, over, left } = await torture.run(end, at * 10 + seed, { steps: 60, tasks: end === 'itself' ? 600 : 0, moment: seed / 4 })
          expect(left).toBe(0)
          if (end === 'SIGKILL') continue
          // A run may be over before the signal or the limit.
          const ended = { itself: /"traced"/, SIGTERM: /"killed"|"traced"/, 'let go': /"event-limit"|"traced"/, limit: /"event-limit"|"traced"/ }[end]
          expect(last).toMatch(/"kind":"end"/)
          expect(last).toMatch(ended)
          expect(status).toBe(last.includes('"traced"') ? 0 : 4)
          if (end === 'itself' || end === 'let go') expect(over).toBe(true)
        }
      })
  })

  describe('at a limit', () => {
    const marked = (name: string) => path.join(scratch, name)
    // The program waits for the end of its tracing, which it sees as /proc shows it.
    const outlives = (mark: string) => `until grep -q '^TracerPid:.0$' /proc/self/status; do :; done; : > ${mark}`

    it('ends, with words, and the program runs on', async () => {
      const mark = marked('ran-on')
      const { status, stderr } = trace(['--format', 'ndjson', '--max-events', '400', '--timeout', '60000', '--output', '/dev/null'], 'sh', '-c', outlives(mark))
      expect(status).toBe(4)
      expect(stderr).toMatch(/--max-events 400; give it more, up to 1000000000\. The tracing ended there; the program runs on/)
      expect(existsSync(mark)).toBe(true)
    })

    it('lets the threads go whose leader has ended', () => {
      const { status, stdout } = trace(
        ['--format', 'strace', '--max-events', '150', '--timeout', '60000', '--output', '/dev/null'],
        torture.compile('leaderless'),
      )
      expect(status).toBe(4)
      expect(stdout).toBe('untraced\n')
    })

    it('ends the program too with --at-limit kill', async () => {
      const mark = marked('not-run-on')
      const { status } = trace(['--at-limit', 'kill', '--max-events', '400', '--timeout', '60000', '--output', '/dev/null'], 'sh', '-c', outlives(mark))
      expect(status).toBe(4)
      expect(existsSync(mark)).toBe(false)
    })

    it('of run always ends what it started', () => {
      const { status, stderr } = spawnSync(HELPER, ['run', 'fork', '--at-limit', 'detach'], { encoding: 'utf8' })
      expect(status).toBe(2)
      expect(stderr).toMatch(/Cure: /)
    })
  })

  describe('that is stuck', () => {
    const stuck = torture.compile('stuck')
    const possible = (): boolean => {
      const { status, stderr } = spawnSync(stuck, ['check'], { encoding: 'utf8' })
      if (status === 0) return true
      if (process.env.CI === 'true') throw new Error(`userfaultfd(2) must be allowed where CI=true: ${stderr}`)
      console.warn(`skipped: no userfaultfd(2) here: ${stderr}`)
      return false
    }

    it.skipIf(!possible())('ends all the same, and says so', { timeout: 120_000 }, async () => {
      const { status, stdout } = trace(['--format', 'ndjson', '--timeout', '300'], stuck)
      expect(status).toBe(4)
      const lines = stdout.trimEnd().split('\n')
      expect(lines.at(-1)).toMatch(/"kind":"end".*"outcome":"timeout"/)
      for (const line of lines) expect(() => JSON.parse(line)).not.toThrow()
      expect(await torture.awaitNone()).toBe(0)
    })
  })

  describe('hands on what it was given', () => {
    const behind = (options: string[], ...program: string[]) => [HELPER, 'trace', ...LIMITS, ...options, '--output', '/dev/null', '--', ...program]

    it('descriptors', () => {
      const file = path.join(scratch, 'given')
      writeFileSync(file, 'given\n')
      const given = openSync(file, 'r')
      const [command = '', ...args] = behind([], 'cat', '/dev/fd/3')
      const { stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit', given] })
      closeSync(given)
      expect(stdout).toBe('given\n')
    })

    it('ignored and blocked signals', () => {
      const signals = (options: string[]) =>
        spawnSync('env', ['--ignore-signal=PIPE,HUP,CHLD,TERM', '--block-signal=USR1,INT', ...behind(options, 'grep', 'Sig', '/proc/self/status')], {
          encoding: 'utf8',
        }).stdout
      const given = signals([])
      expect(given).toMatch(/SigIgn:\t0000000000015001/)
      expect(given).toMatch(/SigBlk:\t0000000000000202/)
      const clean = signals(['--inherit', 'off'])
      expect(clean).toMatch(/SigIgn:\t0{16}/)
      expect(clean).toMatch(/SigBlk:\t0{16}/)
    })

    it('Ctrl-C: the program handles it, and the tracing goes on to its end', async () => {
      const run = spawn(
        HELPER,
        [
          'trace',
          '--format',
          'ndjson',
          ...PATIENT,
          '--output',
          'fd:3',
          '--',
          'sh',
          '-c',
          'trap "echo caught; exit 7" INT; echo ready; while :; do sleep 0.05; done',
        ],
        {
          stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
          detached: true,
        },
      )
      const [output, events] = [text(run, 1), text(run, 3)]
      await output.has('ready')
      // As the terminal does: to the whole group.
      process.kill(-(run.pid as number), 'SIGINT')
      expect(await new Promise((resolve) => run.once('close', resolve))).toBe(0)
      expect(output.all()).toContain('caught')
      expect(events.all()).toMatch(/"kind":"exit","task":1,[^\n]*"status":7/)
      expect(events.all()).toMatch(/"outcome":"traced"/)
    })

    it('and orphans go where they would go', () => {
      const script = 'sh -c "while kill -0 $$ 2>/dev/null && [ -d /proc/$$/fd ]; do sleep 0.01; done; grep PPid /proc/self/status > $0" "$0" & echo $PPID'
      const file = path.join(scratch, 'adopted')
      const { stdout, status } = trace([...PATIENT, '--output', '/dev/null'], 'sh', '-c', script, file)
      expect(status).toBe(0)
      // grep's parent is the orphaned shell, or what adopted it if the shell executed grep.
      expect(Number(stdout)).toBeGreaterThan(1)
      expect(readFileSync(file, 'utf8')).not.toContain(`PPid:\t${stdout.trim()}\n`)
    })
  })

  it('of a program that cannot be executed ends as strace ends it, and says why', () => {
    writeFileSync(path.join(scratch, 'no'), 'no program\n', { mode: 0o644 })
    const { stdout, stderr, status } = spawnSync(HELPER, ['trace', '--format', 'strace', '--', './no'], { encoding: 'utf8', cwd: scratch })
    expect(stdout.replace(/^\d+ +/gm, '').replace(/0x\w+ .*? \*\//, 'ENV')).toBe(
      `execve("./no", ["./no"], ENV) = -1 EACCES (Permission denied)\n+++ exited with 1 +++\n`,
    )
    expect(stderr).toMatch(/cannot be executed: EACCES.*Cure: /)
    expect(status).toBe(2)
  })
})

/** What a process writes to a descriptor, and a wait for a part of it. */
function text(run: ChildProcess, fd: number) {
  let all = ''
  const waiting: (() => void)[] = []
  run.stdio[fd]?.on('data', (chunk) => {
    all += chunk
    for (const look of waiting) look()
  })
  return {
    all: () => all,
    has: (part: string) =>
      new Promise<void>((resolve) => {
        const look = () => all.includes(part) && resolve()
        waiting.push(look)
        look()
      }),
  }
}
