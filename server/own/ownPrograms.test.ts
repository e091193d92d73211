/** The way of a program to the compiler: who waits, who shares, who is refused. Real compilers in real sandboxes. */
import { readdirSync } from 'node:fs'
import { availableParallelism, homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OwnLanguage } from '../../protocol/own.ts'
import { RUN_UID } from '../environment.ts'
import { OWN_ID } from '../helper/sweep.ts'
import { COMPILES_WAITING, COMPILES_WAITING_PER_ADDRESS, readLimits } from '../limits.ts'
import { createRates } from '../runs/rates.ts'
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { BUILD, sandboxWorks } from '../testing/containedRun.ts'
import { descendants, textOf } from '../testing/processes.ts'
import { until } from '../testing/until.ts'
import { type CompileAnswer, type CompileSink, type OwnPrograms, openOwnPrograms } from './ownPrograms.ts'
import { findToolchains } from './toolchains.ts'

const works = sandboxWorks()
const toolchains = await findToolchains(homedir(), path.join(BUILD, '../../node_modules/.cache/spawnscope-own/go'))
/** How many are compiled at the same time. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2))
/** More than these tests ask for. */
const MANY = { COMPILES_PER_CLIENT: 1_000, COMPILES_PER_ADDRESS: 1_000 }

let sandbox: Sandbox
let own: OwnPrograms
beforeAll(async () => {
  if (!works) return
  const opened = await openSandbox({ build: BUILD, runUid: RUN_UID, outerContainer: false }, pino({ level: 'silent' }))
  if (!opened.ok) throw new Error(opened.report.words.en)
  sandbox = opened.sandbox
})
afterAll(() => sandbox?.close())

/** With limits of its own. */
function open(limits: object = MANY): OwnPrograms {
  own = openOwnPrograms({ sandbox, find: async () => toolchains, rates: createRates({ ...readLimits({}), ...limits }, null) })
  return own
}
beforeEach(() => {
  if (works) open()
})
afterEach(() => own?.close())

interface Asked {
  waited: number[]
  answer(): CompileAnswer | { refusal: { code: string; message: string; cure: string } } | undefined
  leave(): void
}
const browsers = Array.from({ length: 1_000 }, (_, n) => `browser ${n}`).values()
function ask(
  content: string,
  { id = browsers.next().value ?? '', address = 'a', language = 'c' as OwnLanguage, files = [{ name: 'main.c', content }] } = {},
): Asked {
  const waited: number[] = []
  let answer: ReturnType<Asked['answer']>
  const sink: CompileSink = {
    waits: (position) => waited.push(position),
    over(given) {
      if (answer) throw new Error('answered twice')
      answer = given
    },
  }
  const leave = own.compile({ id, address }, { language, files }, sink)
  return { waited, answer: () => answer, leave }
}
const done = (...all: Asked[]): Promise<void> => until('every program is answered', () => all.every((one) => one.answer() !== undefined))
const codes = (...all: Asked[]): (string | undefined)[] =>
  all.map((one) => {
    const answer = one.answer()
    return answer && ('refusal' in answer ? answer.refusal.code : answer.key === null ? 'wrong' : 'compiled')
  })

const right = (n: number): string => `int main(void) { return ${n}; }\n`
/** The assembler is at it for as long as anybody waits. */
const endless = (n: number): string => `__asm__(".macro f n\\n.if \\\\n\\nf (\\\\n-1)\\nf (\\\\n-1)\\n.endif\\n.endm\\nf 40");\n${right(n)}`

describe.runIf(works)('programs on their way to the compiler', () => {
  it('equal ones are compiled once, whoever sends them, and the next finds them compiled', async () => {
    const asked = Array.from({ length: 12 }, (_, n) => ask(right(0), { address: String(n) }))
    await done(...asked)
    const [first] = asked
    for (const one of asked) expect(one.answer()).toEqual(first?.answer())
    expect(first?.answer()).toMatchObject({ cached: false, fault: '', said: '' })
    const again = ask(right(0))
    await done(again)
    expect(again.answer()).toEqual({ ...first?.answer(), cached: true, ms: 0 })
  })

  it('a warning is told again with the program that is compiled already', async () => {
    const asked: Asked[] = []
    for (let n = 0; n < 2; n += 1) {
      asked.push(ask('int main(void) { int never; return 0; }\n'))
      await done(...asked)
    }
    for (const one of asked) expect(one.answer()).toMatchObject({ said: expect.stringContaining('unused variable') })
  })

  it('whoever waits hears his position, and moves up', async () => {
    const first = Array.from({ length: AT_ONCE }, (_, n) => ask(endless(n), { address: `at work ${n}` }))
    await until('the compilers have to do', () => compilersAtWork() === AT_ONCE)
    const waiting = [ask(right(2), { address: 'b' }), ask(right(3), { address: 'c' })]
    await until('both have a position', () => waiting.every(({ waited }) => waited.length > 0))
    expect(waiting.map(({ waited }) => waited)).toEqual([[1], [2]])
    first[0]?.leave()
    await done(...waiting)
    expect(waiting.map(({ waited }) => waited)).toEqual([[1], [2, 1]])
    expect(codes(...waiting)).toEqual(['compiled', 'compiled'])
    for (const one of first) one.leave()
    await until('nothing is left of the first', () => compilersAtWork() === 0)
    expect(new Set(codes(...first))).toEqual(new Set([undefined]))
  })

  it('a browser has one with the compiler at a time', async () => {
    const mine = [ask(endless(4), { id: 'one' }), ask(endless(5), { id: 'one' })]
    await until('the first is with the compiler', () => compilersAtWork() === 1)
    await until('the second waits', () => mine[1]?.waited.at(-1) === 1)
    expect(compilersAtWork()).toBe(1)
    for (const one of mine) one.leave()
    await until('nothing is left', () => compilersAtWork() === 0)
  })

  it('the queue has an end, for all and for an address', async () => {
    const ofOne = Array.from({ length: 50 }, (_, n) => ask(endless(100 + n), { address: 'many' }))
    await until('the address has no more room', () => ofOne.filter((one) => one.answer()).length === 50 - AT_ONCE - COMPILES_WAITING_PER_ADDRESS)
    const ofOthers = Array.from({ length: 50 }, (_, n) => ask(endless(200 + n), { address: String(n) }))
    const refused = (): Asked[] => [...ofOne, ...ofOthers].filter((one) => one.answer())
    await until('the queue has no more room', () => refused().length === 100 - AT_ONCE - COMPILES_WAITING)
    expect(new Set(codes(...refused()))).toEqual(new Set(['too_busy']))
    for (const one of [...ofOne, ...ofOthers]) one.leave()
    await until('nothing is left', () => compilersAtWork() === 0)
  })

  it('six a minute for a browser, more for its address; what is compiled already costs nothing', async () => {
    await own.close()
    open({ COMPILES_PER_CLIENT: 6, COMPILES_PER_ADDRESS: 9 })
    const wrong = (n: number): string => `int main(void) { return nothing${n}; }\n`
    const first = Array.from({ length: 6 }, (_, n) => ask(n === 0 ? right(0) : wrong(n), { id: 'one' }))
    await done(...first)
    expect(codes(...first)).toEqual(['compiled', ...Array(5).fill('wrong')])
    const over = ask(wrong(6), { id: 'one' })
    await done(over)
    expect(over.answer()).toMatchObject({
      refusal: { code: 'rate_limit', message: expect.stringContaining('more than 6'), cure: expect.stringMatching(/^wait \d+ s$/) },
    })
    const again = Array.from({ length: 20 }, () => ask(right(0), { id: 'one' }))
    await done(...again)
    expect(new Set(codes(...again))).toEqual(new Set(['compiled']))
    const others = ['two', 'three', 'four', 'five'].map((id, n) => ask(wrong(10 + n), { id }))
    await done(...others)
    expect(codes(...others)).toEqual(['wrong', 'wrong', 'wrong', 'rate_limit'])
    const elsewhere = ask(wrong(20), { id: 'six', address: 'b' })
    await done(elsewhere)
    expect(codes(elsewhere)).toEqual(['wrong'])
  })

  it('whoever leaves a compilation and comes back gets one of his own', async () => {
    const gone = ask(endless(8))
    await until('it is with the compiler', () => compilersAtWork() === 1)
    gone.leave()
    const back = ask(endless(8))
    await until('the new one is with the compiler', () => compilersAtWork() === 1 && back.answer() === undefined)
    back.leave()
    await until('nothing is left', () => compilersAtWork() === 0)
    expect([codes(gone, back)]).toEqual([[undefined, undefined]])
  })

  it('when the server stops, whoever waits is told, and no compiler and no folder is left', async () => {
    const asked = [ask(endless(9)), ask(endless(10), { address: 'b' }), ask(endless(11), { address: 'c' })]
    await until('a compiler is at work', () => compilersAtWork() >= 1)
    await own.close()
    expect(codes(...asked).every((code) => code !== undefined && code !== 'compiled')).toBe(true)
    expect(codes(...asked)).toContain('shutting_down')
    expect(compilersAtWork()).toBe(0)
    expect(readdirSync(tmpdir()).filter((name) => new RegExp(`^spawnscope-(own|programs)-${OWN_ID}-`).test(name))).toEqual([])
    const late = ask(right(0))
    await done(late)
    expect(codes(late)).toEqual(['shutting_down'])
    open()
  })

  it('a compiler that is not here is refused by name', async () => {
    const answers: unknown[] = []
    const none = openOwnPrograms({ sandbox, find: async () => [], rates: createRates(readLimits({}), null) })
    none.compile(
      { id: 'one', address: 'a' },
      { language: 'rust', files: [{ name: 'main.rs', content: '' }] },
      { waits: () => {}, over: (answer) => answers.push(answer) },
    )
    await none.close()
    expect(answers).toMatchObject([{ refusal: { code: 'bad_value', field: 'language', message: expect.stringContaining('rust') } }])
  })
})

/** Whatever else this machine compiles is none of this process. */
const compilersAtWork = (): number => descendants().filter((pid) => textOf(`/proc/${pid}/cmdline`).startsWith('/app/spawnscope-compile\0')).length
