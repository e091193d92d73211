import { expect, it } from 'vitest'
import { HELD_CHILD_LINK, IGNORED_SIGINT_LINK } from './labPresets.ts'

it('are links in the words of the command line', () => {
  expect(HELD_CHILD_LINK).toBe('#/lab?v=1&c=vfork&signal=INT=handle&hold=child-start=wait')
  expect(IGNORED_SIGINT_LINK).toBe('#/lab?v=1&grid=signal@INT;only=ignore;editions')
})
