import { expect, it } from 'vitest'
import { runNamedIn } from './runNamed.ts'

it('names the run of a message that is wrong otherwise', () => {
  expect(runNamedIn('{"kind":"nonsense","run":"a-1_B","settings":3}')).toBe('a-1_B')
})

it.each(['', '{', 'null', '3', '"run"', '[]', '{}', '{"run":3}', '{"run":null}', '{"run":""}', '{"run":"a b"}', `{"run":"${'a'.repeat(33)}"}`])(
  'names none in %j',
  (text) => {
    expect(runNamedIn(text)).toBeNull()
  },
)
