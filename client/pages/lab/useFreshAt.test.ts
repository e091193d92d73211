// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { draw } from '../../testing/drawn.ts'
import { useFreshAt } from './useFreshAt.ts'

interface Given {
  at: number | undefined
  drawn: number
}
const open = (given: Given) => draw(({ at, drawn }: Given) => ({ at: useFreshAt(at, drawn) }), given)

it('a link says where the cursor stands', async () => {
  expect((await open({ at: 7, drawn: 0 })).now.at).toBe(7)
})

it('a run that has just been drawn begins anew, until the page says another place', async () => {
  const page = await open({ at: 7, drawn: 0 })
  expect((await page.again({ at: 7, drawn: 1 })).at).toBeUndefined()
  expect((await page.again({ at: 7, drawn: 1 })).at).toBeUndefined()
  expect((await page.again({ at: 9, drawn: 1 })).at).toBe(9)
  expect((await page.again({ at: 7, drawn: 1 })).at).toBe(7)
})

it('once the page has forgotten the old place, the same place is a new one', async () => {
  const page = await open({ at: 7, drawn: 0 })
  await page.again({ at: 7, drawn: 1 })
  expect((await page.again({ at: undefined, drawn: 1 })).at).toBeUndefined()
  expect((await page.again({ at: 7, drawn: 1 })).at).toBe(7)
})
