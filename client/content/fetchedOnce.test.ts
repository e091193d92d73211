import { expect, it } from 'vitest'
import { fetchedOnce, NotFetched, onTryAgain, tryAgain } from './fetchedOnce.ts'

/** Fails as often as asked, then gives how often it was called. */
function failing(times: number): () => Promise<number> {
  let calls = 0
  return async () => {
    calls += 1
    if (calls <= times) throw new TypeError('Failed to fetch dynamically imported module')
    return calls
  }
}

it('is fetched once', async () => {
  const part = fetchedOnce(failing(0))
  expect(part.known()).toBeUndefined()
  expect([await part.load(), await part.coming(), await part.load()]).toEqual([1, 1, 1])
  expect(part.known()).toBe(1)
})

it('a failure is the same promise for React, and is over when somebody tries again', async () => {
  const part = fetchedOnce(failing(1))
  const first = part.coming()
  await expect(first).rejects.toBeInstanceOf(NotFetched)
  expect(part.coming()).toBe(first)
  let told = 0
  const undo = onTryAgain(() => {
    told += 1
  })
  tryAgain()
  undo()
  tryAgain()
  expect(told).toBe(1)
  expect(await part.coming()).toBe(2)
})

it('whoever fetches it by a call fetches it again', async () => {
  const part = fetchedOnce(failing(1))
  await expect(part.load()).rejects.toThrow('Failed to fetch')
  expect(await part.load()).toBe(2)
})
