import { expect, it } from 'vitest'
import { checksumLines } from './checksums.ts'

it('one line a file, in the order of the names, as sha256sum writes it', () => {
  const files = new Map([
    ['b.txt', Buffer.from('b\n')],
    ['a.txt', Buffer.from('a\n')],
  ])
  expect(checksumLines(files)).toBe(
    '87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7  a.txt\n0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f  b.txt\n',
  )
})
