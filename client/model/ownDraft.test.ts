import { expect, it } from 'vitest'
import type { OwnLink } from '../../protocol/own.ts'
import { OWN_LIMITS } from '../../protocol/ownRun.ts'
import { begun, type DraftFault, faultOf, fileAdded, fileRemoved, isChanged, NO_START_WORDS, type OwnDraft, renamed, rewritten } from './ownDraft.ts'

const C: OwnLink = { language: 'c', files: [{ name: 'main.c', content: 'int main(void) { return 0; }\n' }] }
const fresh = (): OwnDraft => begun(C, 'start', NO_START_WORDS)
const names = ({ files }: OwnDraft): string[] => files.map(({ name }) => name)

it('a program as it came is not changed; one that is written back is not either', () => {
  expect(isChanged(fresh())).toBe(false)
  const changed = rewritten(fresh(), 'int x;')
  expect(isChanged(changed)).toBe(true)
  expect(isChanged(rewritten(changed, C.files[0]?.content ?? ''))).toBe(false)
})

it('another program keeps what the last was started with, and nothing else of it', () => {
  const next = begun({ language: 'python', files: [{ name: 'main.py', content: 'pass\n' }] }, 'zombie', { ...fileAdded(fresh()), args: 'one', lines: false })
  expect(next).toMatchObject({ language: 'python', template: 'zombie', shown: 0, args: 'one', lines: false })
  expect(names(next)).toEqual(['main.py'])
})

it('files come, are named, and go; the first stays and keeps its name', () => {
  const two = fileAdded(fresh())
  expect([names(two), two.shown]).toEqual([['main.c', 'part.c'], 1])
  const three = fileAdded(renamed(two, 'part2.c'))
  expect([names(three), three.shown]).toEqual([['main.c', 'part2.c', 'part.c'], 2])
  expect(fileAdded(three)).toBe(three)
  const removed = fileRemoved({ ...three, shown: 1 })
  expect([names(removed), removed.shown]).toEqual([['main.c', 'part.c'], 0])
  expect(names(fileRemoved({ ...removed, shown: 0 }))).toEqual(['main.c', 'part.c'])
  expect(names(renamed({ ...removed, shown: 0 }, 'other.c'))).toEqual(['main.c', 'part.c'])
})

const FAULTS: [DraftFault['is'], (draft: OwnDraft) => OwnDraft][] = [
  ['name', (draft) => renamed(fileAdded(draft), '../x.c')],
  ['name', (draft) => renamed(fileAdded(draft), '')],
  ['twice', (draft) => renamed(fileAdded(draft), 'main.c')],
  ['bytes', (draft) => rewritten(draft, '語'.repeat(OWN_LIMITS.bytes / 3 + 1))],
  ['args', (draft) => ({ ...draft, args: 'x\n'.repeat(OWN_LIMITS.args + 1) })],
  ['argument', (draft) => ({ ...draft, args: '語'.repeat(OWN_LIMITS.argBytes / 3 + 1) })],
  ['stdin', (draft) => ({ ...draft, stdin: 'x'.repeat(OWN_LIMITS.stdinBytes + 1) })],
]
it.each(FAULTS)('what the server would refuse is said before: %s', (is, spoil) => {
  expect(faultOf(fresh())).toBeUndefined()
  expect(faultOf(spoil(fresh()))?.is).toBe(is)
})
