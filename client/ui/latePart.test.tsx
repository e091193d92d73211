// @vitest-environment happy-dom
/** A page is opening until its last part has been fetched and drawn: till then what a part holds is drawn in turn. */
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, it, vi } from 'vitest'
import { loadWords } from '../words/messageGroup.ts'
import { Later } from './Later.tsx'
import { latePart } from './latePart.tsx'
import { turnsAreOver } from './turns.ts'

beforeAll(() => loadWords('en'))
/** React holds back what replaces a fallback for a moment. */
const until = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 20_000, interval: 5 })

it('what a late part holds is drawn in turn, and the queue is over after it', async () => {
  // A page in the background waits for no frame.
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  let arrive = (): void => {}
  const Part = latePart(async () => {
    await new Promise<void>((resolve) => (arrive = resolve))
    return () => (
      <Later order={2}>
        columns
        {String(turnsAreOver())}
      </Later>
    )
  }, 'waiting')
  const box = document.createElement('div')
  createRoot(box).render(
    <Later order={1}>
      page <Part />
    </Later>,
  )
  await until(() => expect(box.textContent).toBe('page waiting'))
  // Nothing else waits for its turn any more.
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve))
  expect(turnsAreOver()).toBe(false)
  arrive()
  await until(() => expect(box.textContent).toBe('page columnsfalse'))
  await until(() => expect(turnsAreOver()).toBe(true))
})
