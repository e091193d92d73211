/** What the comparison of racing programs lets pass, and what not. */
import { expect, it } from 'vitest'
import { looseDifferences } from './loose.mjs'

const trace = (...lines: string[]) => ({ tasks: new Map([['0', lines]]) })
const WHOLE = 'epoll_pwait(4, [], 128, 0, NULL, 0) = 0'

async function differences(ours: string[], theirs: string[]): Promise<string[]> {
  return looseDifferences(
    async () => trace(...ours),
    async () => trace(...theirs),
    async () => new Set(),
  )
}

it('a missing argument, a misspelt flag and an undecoded argument are differences', async () => {
  expect(await differences(['epoll_pwait(4, [], 128, 0, NULL) = 0'], [WHOLE])).toHaveLength(1)
  expect(await differences(['mmap(NULL, 4096, PROT_REED) = 0'], ['mmap(NULL, 4096, PROT_READ) = 0'])).toHaveLength(1)
  expect(await differences(['mmap(NULL, 4096, 0x1) = 0'], ['mmap(NULL, 4096, PROT_READ) = 0'])).toHaveLength(1)
})

it('a call that the end of its process cut off may have any number of arguments', async () => {
  expect(await differences([WHOLE, 'epoll_pwait(4, ) = ?'], [WHOLE])).toEqual([])
  expect(await differences([WHOLE], [WHOLE, 'epoll_pwait(4, ) = ?'])).toEqual([])
})
