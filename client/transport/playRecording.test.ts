import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { playRecording } from './playRecording.ts'
import type { Sink } from './source.ts'

/** Each look at the clock advances it by 1 ms, so that nothing here depends on the speed of the machine. */
let ms = 0
let left = 0
beforeEach(() => {
  ms = 0
  left = 0
  vi.spyOn(performance, 'now').mockImplementation(() => ms++)
  const Channel = MessageChannel
  vi.stubGlobal(
    'MessageChannel',
    class extends Channel {
      constructor() {
        super()
        left += 1
      }
    },
  )
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const line = (seq: number): string => JSON.stringify({ seq, ns: seq, phase: null, step: null, task: 0, kind: 'note', code: 'n', text: 't' })
const recording = (lines: number): string => Array.from({ length: lines }, (_, seq) => line(seq)).join('\n')

function sink(): Sink & { told: number[]; ahead: () => void } {
  const told: number[] = []
  return { told, ahead() {}, append: (events) => void told.push(events.length), finish() {} } as Sink & { told: number[]; ahead: () => void }
}

it('a recording arrives in the log all at once, however long it is', async () => {
  const heard = sink()
  await playRecording(recording(2_000), heard)
  expect(heard.told).toEqual([2_000])
})

it('lets the page run waiting tasks between slices of decoding', async () => {
  await playRecording(recording(2_000), sink())
  // A look at the clock every 20 lines, 5 looks per slice: 20 slices, and one task before the first.
  expect(left).toBe(21)
})

it('a short one is decoded in one go', async () => {
  await playRecording(recording(20), sink())
  expect(left).toBe(1)
})
