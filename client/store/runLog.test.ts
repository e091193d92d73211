import { expect, it } from 'vitest'
import type { EventOf } from '../../protocol/events.ts'
import { WAITING } from '../../protocol/notes.ts'
import { recorded } from '../model/testing/recordedEvents.ts'
import { RunLog, type When } from './runLog.ts'

const EVENTS = recorded('rust')
const REFUSAL = { code: 'not_held', message: 'm', cure: 'c', field: '' } as const
const WAITS: EventOf<'note'> = { seq: 9, ns: 9, phase: null, step: null, kind: 'note', task: 1, code: WAITING, text: 'child-start 60000' }

/** A log whose views are drawn when the test says so. */
function paced() {
  const due: { publish: () => void; when: When }[] = []
  const log = new RunLog('live', (publish, when) => due.push({ publish, when }))
  const told = { followers: 0, readers: 0 }
  const order: string[] = []
  log.follow(() => {
    told.followers += 1
    order.push('row')
  })
  log.subscribe(() => {
    told.readers += 1
    order.push('view')
  })
  return { log, due, told, order }
}
const whens = (due: readonly { when: When }[]): When[] => due.map(({ when }) => when)

it('rows follow each batch at once; views hear of many batches together, once', () => {
  const { log, due, told } = paced()
  for (let n = 0; n < 20; n += 1) log.append(EVENTS.slice(n, n + 1), [])
  expect(told).toEqual({ followers: 20, readers: 0 })
  expect(whens(due)).toEqual(['later'])
  due[0]?.publish()
  expect(told.readers).toBe(1)
  expect(log).toMatchObject({ version: 1, changes: 20 })
  log.append(EVENTS.slice(20, 21), [])
  expect(whens(due)).toEqual(['later', 'later'])
})

it('the end is drawn soon, and what was due later is not drawn after it', () => {
  const { log, due, told, order } = paced()
  log.append(EVENTS, [])
  log.finish('ended', null)
  expect(whens(due)).toEqual(['later', 'soon'])
  due[1]?.publish()
  due[0]?.publish()
  expect(told).toEqual({ followers: 2, readers: 1 })
  expect(order).toEqual(['row', 'row', 'view'])
})

it.each([
  ['the end', (log: RunLog) => log.finish('failed', REFUSAL), 'soon'],
  ['a place in the queue', (log: RunLog) => log.queued(3), 'soon'],
  ['a child that waits for a person', (log: RunLog) => log.append([WAITS], []), 'soon'],
  ['a refused order', (log: RunLog) => log.orderRefused(REFUSAL), 'soon'],
  ['a batch', (log: RunLog) => log.append(EVENTS, []), 'later'],
  ['its turn', (log: RunLog) => log.queued(0), 'later'],
  ['its start', (log: RunLog) => log.started('w'), 'later'],
] as const)('%s is drawn %3$s', (_, change, when) => {
  const { log, due } = paced()
  change(log)
  expect(whens(due)).toEqual([when])
})

it('a follower and a reader that stop hear no more', () => {
  const due: (() => void)[] = []
  const log = new RunLog('live', (publish) => due.push(publish))
  let told = 0
  const stop = [log.follow(() => (told += 1)), log.subscribe(() => (told += 1))]
  for (const undo of stop) undo()
  log.finish('ended', null)
  for (const publish of due) publish()
  expect(told).toBe(0)
})
