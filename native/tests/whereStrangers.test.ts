/** --where with programs that say nonsense of their lines, and with a spawnscope-where that is missing, killed or stopped: the run is whole. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { knowsLines, lineWith, spelledLines, traced, whereOf } from './lines.ts'
import { HELPER, liveRuns } from './liveRuns.ts'
import { decodeEvents, of } from './running.ts'

const PROGRAMS = path.join(import.meta.dirname, 'programs')
const LINES = readFileSync(path.join(PROGRAMS, 'lines.c'), 'utf8')

describe.skipIf(!liveRuns())('lines', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-strangers-'))
  afterAll(() => rmSync(scratch, { recursive: true }))
  const sources = path.join(scratch, 'src')
  mkdirSync(sources)

  function built(name: string): string {
    copyFileSync(path.join(PROGRAMS, `${name}.c`), path.join(sources, `${name}.c`))
    const program = path.join(scratch, name)
    execFileSync(process.env.CC ?? 'cc', ['-std=gnu17', '-D_GNU_SOURCE', '-w', '-pthread', '-g', '-Og', '-o', program, path.join(sources, `${name}.c`)])
    return program
  }

  it('of a page full of nonsense: none, but text that is only odd is taken as text', () => {
    const { events, status } = traced({ argv: [built('claims')], where: 'script' })
    expect(status).toBe(0)
    expect(of(events, 'end').map(({ outcome }) => outcome)).toEqual(['traced'])
    const calls = of(events, 'enter').filter(({ call }) => call === 'getppid')
    expect(calls).toHaveLength(19)
    expect(calls.flatMap(spelledLines)).toEqual(['main.py:7 "},{"kind":"end"', 'main.js:9 main'])
  })

  it('of nobody where --where is left out', () => {
    const { events } = traced({ argv: [path.join(scratch, 'claims')], where: '' })
    expect(events.flatMap(whereOf)).toEqual([])
  })

  describe.skipIf(!knowsLines())('of spawnscope-where', () => {
    const program = built('lines')
    const wait = (word: string): string => `lines.c:${lineWith(LINES, `/* ${word} */`)} before_and_after`

    it.each([
      ['SIGKILL', [[wait('before')], []]],
      ['SIGSTOP', [[wait('before')], []]],
      [null, [[wait('before')], [wait('after')]]],
    ] as const)('with %s in the middle', async (signal, wanted) => {
      const run = started(HELPER, program)
      await run.until('"getppid"')
      const [asked] = asking(sources)
      expect(asked).toBeGreaterThan(0)
      if (signal && asked) process.kill(asked, signal)
      run.child.stdin?.end('x')
      const { status, ndjson, stderr } = await run.ended
      const events = decodeEvents(ndjson)
      if (signal === 'SIGSTOP' && asked) process.kill(asked, 'SIGKILL')
      expect(status, stderr).toBe(0)
      expect(of(events, 'end').map(({ outcome }) => outcome)).toEqual(['traced'])
      const calls = of(events, 'enter').filter(({ call }) => call === 'getppid')
      expect(calls.map((event) => spelledLines(event).slice(0, 1))).toEqual(wanted)
      if (signal) expect(stderr).toContain('no lines from here on')
      await gone(sources)
    })

    it('with a helper that is killed: it does not stay', async () => {
      const run = started(HELPER, program)
      await run.until('"getppid"')
      run.child.kill('SIGKILL')
      await run.ended
      await gone(sources)
    })
  })

  it('where spawnscope-where is not there: none, and standard error says the cure', async () => {
    const alone = path.join(scratch, 'alone')
    mkdirSync(alone)
    copyFileSync(HELPER, path.join(alone, 'spawnscope'))
    const run = started(path.join(alone, 'spawnscope'), built('lines'))
    run.child.stdin?.end('x')
    const { status, ndjson, stderr } = await run.ended
    expect(status).toBe(0)
    expect(decodeEvents(ndjson).flatMap(whereOf)).toEqual([])
    expect(stderr).toContain('Cure: apt-get install libdw-dev pkg-config')
  })

  /** The case `wait`: it goes on when its standard input ends. */
  function started(helper: string, program: string) {
    const child: ChildProcess = spawn(helper, ['trace', '--where', `${sources}/`, '--format', 'ndjson', '--timeout', '60000', '--', program, 'wait'])
    let ndjson = ''
    let stderr = ''
    let look = (): void => {}
    ;(child.stdout as Readable).on('data', (bytes: Buffer) => {
      ndjson += String(bytes)
      look()
    })
    ;(child.stderr as Readable).on('data', (bytes: Buffer) => {
      stderr += String(bytes)
    })
    const ended = new Promise<{ status: number | null; ndjson: string; stderr: string }>((resolve) =>
      child.once('close', (status) => resolve({ status, ndjson, stderr })),
    )
    const until = (text: string): Promise<void> =>
      new Promise((resolve) => {
        look = () => {
          if (ndjson.includes(text)) resolve()
        }
        look()
      })
    return { child, ended, until }
  }
})

/** The processes that answer for this folder. */
function asking(folder: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
      return words[0]?.endsWith('spawnscope-where') && words[1] === `${folder}/` ? [Number(name)] : []
    } catch {
      return []
    }
  })
}

async function gone(folder: string): Promise<void> {
  while (asking(folder).length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
}
