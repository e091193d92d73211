import { expect, it } from 'vitest'
import { isPinned } from './pinned.ts'

const GITHUB = 'https://github.com/a/b/blob'
const of = (link: string, file = 'a.c'): boolean => isPinned({ link, file })

it.each([
  `${GITHUB}/v1.2/src/a.c#L12`,
  `${GITHUB}/6712aa6e38/a.c#L1`,
  'https://sourceware.org/git/?p=glibc.git;a=blob;f=a.c;hb=glibc-2.36#l312',
  'https://git.example.org/tree/src/a.c?h=v0.5.12#n961',
  'https://android.googlesource.com/x/+/refs/tags/v1/a.c#12',
  'https://git.example.org/tree/man2/fork.2?h=man-pages-6.03',
])('a line at a tag: %s', (link) => expect(of(link)).toBe(true))

it.each([
  `${GITHUB}/v1.2/src/a.c`,
  `${GITHUB}/main/src/a.c#L12`,
  `${GITHUB}/HEAD/src/a.c#L12`,
  'https://sourceware.org/git/?p=glibc.git;a=blob;f=a.c;hb=glibc-2.36',
  'https://git.example.org/tree/src/a.c?h=master#n961',
  'https://git.example.org/tree/man2/fork.2',
])('a text that moves, or no line: %s', (link) => expect(of(link)).toBe(false))

it('a thread is read as a whole', () => expect(of('https://github.com/a/b/issues/1', 'issue')).toBe(true))
