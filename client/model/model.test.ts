import { describe, expect, it } from 'vitest'
import { lines as linesEn } from '../../content/languages/en/page/terminalLines.ts'
import { lines as linesJa } from '../../content/languages/ja/page/terminalLines.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { commandOf, ranCommand, sameCommand, unsaid } from './command.ts'
import { factsOf } from './facts.ts'
import { passportRows } from './passport.ts'
import { addLine, type LineWords, NO_LINES, seqOfRow } from './straceLines.ts'
import { catalog } from './testing/catalog.ts'
import { recorded } from './testing/recordedEvents.ts'

const SIGNALS = [
  { name: 'INT', number: 2 },
  { name: 'PIPE', number: 13 },
]

const ESC = String.fromCharCode(27)

function linesOf(events: readonly TraceEvent[], words: LineWords): string[] {
  let state = NO_LINES
  let text = ''
  for (const event of events) {
    const [next, added] = addLine(state, event, words)
    state = next
    text += added
  }
  return text.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '').split('\r\n')
}

describe('lines', () => {
  it('look like strace’s, with unfinished and resumed', () => {
    const lines = linesOf(recorded('vfork'), linesEn)
    expect(lines[0]).toMatch(/^ +\d+ P 1001 {2}vfork\( <unfinished \.\.\.>$/)
    expect(lines.map(seqOfRow)).toContain(recorded('vfork').find(({ kind }) => kind === 'exit')?.seq)
    expect(lines).toContainEqual(expect.stringMatching(/^ +\d+ P 1001 {2}<\.\.\. vfork resumed>\) += 10\d\d$/))
    expect(lines).toContainEqual(expect.stringMatching(/^ +\d+ C 10\d\d {2}exit_group\(0\) +=\s\?$/))
    expect(lines.filter((line) => line.includes(ESC))).toEqual([])
  })

  it('are in the language of the page if they are not strace’s, and only then', () => {
    const [english, japanese] = [linesEn, linesJa].map((words) => linesOf(recorded('vfork'), words)) as [string[], string[]]
    expect(japanese.map(seqOfRow)).toEqual(english.map(seqOfRow))
    expect(japanese.filter((line) => !line.includes(' ### '))).toEqual(english.filter((line) => !line.includes(' ### ')))
    const own = japanese.filter((line) => line.includes(' ### '))
    expect(own.map((line) => line.slice(line.indexOf('###')))).toEqual([
      '### 生成された：メモリを共有、親と同じスタック',
      '### 待機する：D (disk sleep)、kernel_clone の中',
      '### 再開する：子が exec した',
    ])
  })
})

describe('passport', () => {
  const recordings = ['rust', 'nim'].map((strategy) => recorded(strategy))

  it("marks where Nim's child and Rust's differ", () => {
    const rows = passportRows(recordings, SIGNALS, [])
    expect(rows).toEqual([
      {
        name: 'PIPE',
        number: 13,
        differs: true,
        children: [
          { disposition: 'default', blocked: false, pending: false },
          { disposition: 'ignored', blocked: false, pending: false },
        ],
      },
    ])
  })

  it('shows a requested signal even if nothing happens to it', () => {
    expect(passportRows(recordings, SIGNALS, ['INT']).map(({ name, differs }) => [name, differs])).toEqual([
      ['INT', false],
      ['PIPE', true],
    ])
  })

  it('leaves a run without exec empty', () => {
    expect(passportRows([[]], SIGNALS, ['INT'])[0]?.children).toEqual([null])
  })
})

it('facts come from the events alone', () => {
  const { decide, create, end } = factsOf(recorded('go'))
  expect([decide?.mechanism, create?.stack, end?.outcome]).toEqual(['clone(VM|VFORK)', 'same', 'spawned'])
})

it('the command of a run comes from its first line', () => {
  const ran = ranCommand(['/x/spawnscope', 'run', 'nim', '--uid', '65534', '--format', 'ndjson', '--output', 'fd:3', '--signal', 'PIPE=ignore'])
  expect(ran).toBe('spawnscope run nim --uid 65534 --signal PIPE=ignore')
  expect(sameCommand(ran, commandOf({ strategy: 'nim', signal: { PIPE: 'ignore' }, uid: 65534 }))).toBe(true)
  expect(sameCommand(ran, commandOf({ strategy: 'nim', uid: 65534 }))).toBe(false)
})

it('another name of the edition, or a user that nobody chose, is still the same command', () => {
  const same = (ran: string, asked: RunSettings): boolean => sameCommand(ran, commandOf(asked), unsaid(asked, catalog))
  expect(same('spawnscope run rust --uid 65534 --edition 1.66', { strategy: 'rust' })).toBe(true)
  expect(same('spawnscope run rust --edition 1.26', { strategy: 'rust', edition: 'article' })).toBe(true)
  expect(same('spawnscope run rust --edition 1.26', { strategy: 'rust' })).toBe(false)
  expect(same('spawnscope run rust --uid 65534', { strategy: 'rust', uid: 0 })).toBe(false)
})

it('the command is the helper’s own grammar', () => {
  expect(commandOf({ strategy: 'nim', signal: { PIPE: 'ignore' }, block: ['USR1', 'INT'], target: 'missing', uid: 65534 })).toBe(
    'spawnscope run nim --signal PIPE=ignore --block USR1,INT --target missing --uid 65534',
  )
  expect(commandOf({ strategy: 'nim', target: 'ok' })).toBe('spawnscope run nim')
})
