import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeEvent } from '../../protocol/decode.ts'
import { cellsOf } from './cells.ts'
import { commandOf } from './command.ts'
import { factsOf } from './facts.ts'
import { addLine, NO_LINES } from './lines.ts'
import { passportRows } from './passport.ts'

function recorded(strategy: string) {
  const text = readFileSync(new URL(`../../content/strategies/${strategy}/recordings/today.ndjson`, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const verdict = decodeEvent(line)
      return verdict.ok ? [verdict.value] : []
    })
}

const SIGNALS = [
  { name: 'INT', number: 2 },
  { name: 'PIPE', number: 13 },
]

describe('cells', () => {
  it("fold the calls of Ruby's child into one row with a count", () => {
    const [fold] = cellsOf(recorded('ruby'))['child-setup'].filter(({ kind }) => kind === 'fold')
    expect(fold).toMatchObject({ call: 'rt_sigaction', step: 'default_signals', task: 2 })
    expect(fold?.kind === 'fold' && fold.rows).toHaveLength(62)
  })

  it('join an entry with its exit, also where other events stand between', () => {
    const rows = cellsOf(recorded('vfork')).create
    expect(rows.find((row) => row.kind === 'call')).toMatchObject({ call: 'vfork', text: expect.stringMatching(/^vfork\(\) = 1\d+$/), failed: false })
    expect(rows.map((row) => (row.kind === 'fact' ? row.event.kind : row.kind))).toEqual(['call', 'create', 'suspend', 'resume'])
  })

  it('never grow two rows from one event', () => {
    const seqs = Object.values(cellsOf(recorded('rust'))).flatMap((rows) =>
      rows.flatMap((row) => (row.kind === 'fold' ? row.rows.map(({ seq }) => seq) : [row.seq])),
    )
    expect(new Set(seqs).size).toBe(seqs.length)
  })
})

describe('lines', () => {
  it('are strace’s, with unfinished and resumed', () => {
    let state = NO_LINES
    let text = ''
    for (const event of recorded('vfork')) {
      const [next, added] = addLine(state, event)
      state = next
      text += added
    }
    const ESC = String.fromCharCode(27)
    const lines = text.replaceAll(new RegExp(`${ESC}\\[\\d+m`, 'g'), '').split('\r\n')
    expect(lines[0]).toBe('P 1001  vfork( <unfinished ...>')
    expect(lines).toContainEqual(expect.stringMatching(/^P 1001 {2}<\.\.\. vfork resumed>\) {7,}= 10\d\d$/))
    expect(lines).toContainEqual(expect.stringMatching(/^C 10\d\d {2}exit_group\(0\) +=\s\?$/))
    expect(lines.filter((line) => line.includes(ESC))).toEqual([])
  })
})

describe('passport', () => {
  const recordings = ['rust', 'nim'].map(recorded)

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

  it('shows a signal that was asked about even where it is plain', () => {
    expect(passportRows(recordings, SIGNALS, ['INT']).map(({ name, differs }) => [name, differs])).toEqual([
      ['INT', false],
      ['PIPE', true],
    ])
  })

  it('says nothing of a run without exec', () => {
    expect(passportRows([[]], SIGNALS, ['INT'])[0]?.children).toEqual([null])
  })
})

it('facts come from the events alone', () => {
  const { decide, create, end } = factsOf(recorded('go'))
  expect([decide?.mechanism, create?.stack, end?.outcome]).toEqual(['clone(VM|VFORK)', 'same', 'spawned'])
})

it('the command is the helper’s own grammar', () => {
  expect(commandOf({ strategy: 'nim', signal: { PIPE: 'ignore' }, block: ['USR1', 'INT'], target: 'missing', uid: 65534 })).toBe(
    'spawnscope run nim --signal PIPE=ignore --block USR1,INT --target missing --uid 65534',
  )
  expect(commandOf({ strategy: 'nim', target: 'ok' })).toBe('spawnscope run nim')
})
