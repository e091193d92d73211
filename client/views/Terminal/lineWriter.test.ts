// @vitest-environment happy-dom
/** Rows of a run, written into a real xterm.js without a screen. */
import { Terminal } from '@xterm/xterm'
import { expect, it, vi } from 'vitest'
import { lines } from '../../../content/languages/en/page/terminalLines.ts'
import { recorded } from '../../model/testing/recordedEvents.ts'
import { RunLog } from '../../store/runLog.ts'
import { LineWriter } from './lineWriter.ts'

const EVENTS = recorded('ruby')

function writing() {
  const terminal = new Terminal({ allowProposedApi: true, scrollback: 10_000 })
  const write = vi.spyOn(terminal, 'write')
  // No view is ever told.
  const log = new RunLog('live', () => {})
  const told: string[] = []
  const writer = new LineWriter(terminal, log, lines, { rows: () => told.push('rows'), over: () => told.push('over') })
  return { terminal, write, log, told, writer }
}
const taken = (terminal: Terminal): Promise<void> => new Promise((done) => terminal.write('', done))
const text = ({ buffer }: Terminal): string =>
  Array.from({ length: buffer.active.length }, (_, row) => buffer.active.getLine(row)?.translateToString(true) ?? '').join('\n')

it('each batch is one write, before any view is told of it', async () => {
  const { terminal, write, log } = writing()
  for (const [from, to] of [
    [0, 40],
    [40, 80],
    [80, 120],
  ]) {
    write.mockClear()
    log.append(EVENTS.slice(from, to), [])
    expect(write).toHaveBeenCalledTimes(1)
    await taken(terminal)
  }
})

it('batches that come while the terminal is at work are one write together', async () => {
  const { terminal, write, log, told } = writing()
  for (let n = 0; n < EVENTS.length; n += 10) log.append(EVENTS.slice(n, n + 10), [])
  log.finish('ended', null)
  expect(write).toHaveBeenCalledTimes(1)
  await taken(terminal)
  await taken(terminal)
  expect(write.mock.calls.filter(([given]) => given !== '')).toHaveLength(2)
  expect(told).toEqual(['rows', 'over'])
  expect(text(terminal)).toContain('+++ exited with 0 +++')
})

it('says that the last row is written before the server has stored the run, and that it is over once it is', async () => {
  const { terminal, log, told } = writing()
  log.append(EVENTS.slice(0, 50), [])
  await taken(terminal)
  expect(told).toEqual([])
  log.append(EVENTS.slice(50), [])
  await taken(terminal)
  expect(told).toEqual(['rows'])
  log.finish('ended', null)
  expect(told).toEqual(['rows', 'over'])
})

it('a run that was refused has no rows, and is over', async () => {
  const { log, told } = writing()
  log.finish('failed', { code: 'too_busy', message: 'm', cure: 'c', field: '' })
  expect(told).toEqual(['rows', 'over'])
})

it('one that is stopped writes no more', async () => {
  const { write, log, told, writer } = writing()
  writer.stop()
  log.append(EVENTS, [])
  log.finish('ended', null)
  expect(write).not.toHaveBeenCalled()
  expect(told).toEqual([])
})
