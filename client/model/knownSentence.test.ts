import { expect, it } from 'vitest'
import { knownSentence } from './knownSentence.ts'

const TABLE = { 'there is no %s': 'no: %s', 'there is no stored run %s here': 'not stored: %s', 'it took %ld ms': 'ms: %ld', plain: 'PLAIN' }

it.each([
  ['plain', 'PLAIN'],
  ['it took 300 ms', 'ms: 300'],
  ['there is no /api/nothing', 'no: /api/nothing'],
  ['there is no stored run gone here', 'not stored: gone'],
  ['there was one', undefined],
  ['plainer', undefined],
])('%s → %s', (text, said) => {
  expect(knownSentence(text, TABLE)).toBe(said)
})
