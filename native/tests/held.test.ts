/** Holding a child until a person lets go: lines on a descriptor, from a script or from a terminal. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { decodeEvent } from '../../protocol/decode.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { RELEASED, WAITING } from '../../protocol/notes.ts'
import { HELPER, liveRuns } from './liveRuns.ts'
import { patient } from './patience.ts'
import { of } from './running.ts'

const HOLD = ['--signal', 'INT=handle', '--hold', 'child-start=wait', '--format', 'ndjson']
/** Which orders come from where. */
const DOORS = { 'standard input': [0, []], '--control fd:4': [4, ['--control', 'fd:4']] } as const

function start(door: keyof typeof DOORS, strategy: string, ...argv: string[]) {
  const [fd, flags] = DOORS[door]
  const child = spawn(HELPER, patient(['run', strategy, ...HOLD, ...argv, ...flags, '--output', 'fd:3']), { stdio: ['pipe', 'ignore', 'pipe', 'pipe', 'pipe'] })
  const control = child.stdio[fd] as NodeJS.WritableStream
  control.on('error', () => {})
  return { child, control, ...following(child) }
}

/** The events as they come, and a wait for what is looked for among them. */
function following(child: ChildProcess) {
  const events: TraceEvent[] = []
  let wake = (): void => {}
  createInterface({ input: child.stdio[3] as NodeJS.ReadableStream }).on('line', (line) => {
    const verdict = decodeEvent(line)
    if (!verdict.ok) throw new Error(`${verdict.field}: ${line}`)
    events.push(verdict.value)
    wake()
  })
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk)
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const sees = async (holds: () => boolean): Promise<void> => {
    while (!holds())
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
  return { events, sees, ended, stderr: () => stderr }
}

const codes = (events: TraceEvent[]) => of(events, 'note').map(({ code }) => code)
const stands = (run: ReturnType<typeof start>) => run.sees(() => codes(run.events).includes(WAITING))
const fates = (events: TraceEvent[], signal: string) =>
  of(events, 'signal')
    .filter((event) => event.signal === signal)
    .map(({ how, task }) => `${how} ${task}`)

describe.skipIf(!liveRuns())('--hold MOMENT=wait', () => {
  it.each(Object.keys(DOORS) as (keyof typeof DOORS)[])('takes orders from %s', async (door) => {
    const run = start(door, 'vfork')
    await stands(run)
    await run.sees(() => of(run.events, 'sample').some(({ state }) => state.startsWith('D')))
    run.control.write('send INT\nsend TERM:child\n')
    await run.sees(() => fates(run.events, 'SIGINT').includes('pending 1'))
    run.control.write('release\n')
    expect(await run.ended).toBe(0)
    expect(fates(run.events, 'SIGINT')).toEqual(['generated 1', 'pending 1', 'delivered 1'])
    expect(fates(run.events, 'SIGTERM')).toEqual(['generated 2', 'pending 2', 'delivered 2'])
    expect(codes(run.events)).toContain(`${RELEASED}hand`)
  })

  it('refuses any other line with the cure, and goes on', async () => {
    const run = start('--control fd:4', 'vfork')
    await stands(run)
    run.control.write(`hello\nsend WINE\n${'x'.repeat(5000)}\n\u001b]0;title\u0007\nsend INT:uncle\nrelease\n`)
    expect(await run.ended).toBe(0)
    const refused = of(run.events, 'note').filter(({ code }) => code === 'refused')
    expect(refused).toHaveLength(5)
    for (const { text } of refused) {
      expect(text).toContain('Cure: ')
      expect(run.stderr()).toContain(text)
    }
  })

  it('refuses aloud only so often, and sends only so many', async () => {
    const run = start('--control fd:4', 'vfork')
    await stands(run)
    run.control.write(`${'nonsense\n'.repeat(2000)}${'send USR1:child\n'.repeat(2000)}release\n`)
    expect(await run.ended).toBe(0)
    expect(of(run.events, 'note').filter(({ code }) => code === 'refused').length).toBeLessThan(50)
    expect(fates(run.events, 'SIGUSR1').filter((fate) => fate === 'generated 2').length).toBeLessThan(100)
  })

  it('lets go when nobody is left who could: the run comes to its own end', async () => {
    const run = start('standard input', 'vfork')
    await stands(run)
    run.control.end()
    expect(await run.ended).toBe(0)
    expect(codes(run.events)).toContain(`${RELEASED}end`)
    expect(of(run.events, 'end')[0]?.outcome).toBe('spawned')
  })

  it('does not count as time of the run: --timeout stands still', async () => {
    const run = start('standard input', 'vfork', '--timeout', '300')
    await stands(run)
    // The third heartbeat is seconds after the limit.
    await run.sees(() => of(run.events, 'sample').length >= 3)
    run.control.write('release\n')
    await run.ended
    expect(codes(run.events)).toContain(`${RELEASED}hand`)
  })

  it('at two moments: a line for each', async () => {
    const run = start('standard input', 'vfork', '--hold', 'before-exec=wait')
    run.control.write('release\nrelease\n')
    expect(await run.ended).toBe(0)
    expect(codes(run.events).filter((code) => code === WAITING)).toHaveLength(2)
    expect(codes(run.events).filter((code) => code === `${RELEASED}hand`)).toHaveLength(2)
  })

  it('is ended by a signal to the helper, with all that it traced', async () => {
    const run = start('standard input', 'vfork', '--threads', '2')
    await stands(run)
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(4)
    expect(of(run.events, 'end')[0]?.outcome).toBe('killed')
  })

  it('before the creation there is no child to send to', async () => {
    const run = start('standard input', 'vfork', '--hold', 'child-start=0', '--hold', 'before-create=wait')
    await stands(run)
    run.control.write('send USR1:child\nsend INT\nrelease\n')
    expect(await run.ended).toBe(0)
    expect(fates(run.events, 'SIGINT')).toEqual(['generated 1', 'delivered 1'])
    expect(of(run.events, 'note').find(({ code }) => code === 'refused')?.text).toContain('no child yet')
  })

  it('refuses a descriptor that is not open', () => {
    const { status, stderr } = spawnSync(HELPER, ['run', 'vfork', '--hold', 'child-start=wait', '--control', 'fd:9'], { encoding: 'utf8' })
    expect(status).toBe(2)
    expect(stderr).toContain('Cure: ')
  })

  it('from a terminal: says what can be typed, what the parent does, and what became of it', () => {
    const line = `${HELPER} run vfork --signal INT=handle --hold child-start=wait --color never`
    const { stdout } = spawnSync('script', ['-qec', line, '/dev/null'], { encoding: 'utf8', input: 'send INT\nhm\nrelease\n' })
    for (const words of [
      'Type release, send NAME or send NAME:child',
      'spawnscope: the parent ',
      '"hm" is no order. Cure: ',
      'released by hand',
      '--- SIGINT {',
    ])
      expect(stdout).toContain(words)
  })
})
