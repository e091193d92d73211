import { expect, it } from 'vitest'
import { READABLE } from '../../client/ui/Sources/readable.ts'
import { SOURCE_TABLE } from './table.ts'

it('the page asks for exactly the sources that the server can read', () => {
  expect([...READABLE].toSorted()).toEqual(Object.keys(SOURCE_TABLE).toSorted())
})
