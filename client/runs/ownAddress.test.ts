import { expect, it } from 'vitest'
import type { OwnLink } from '../../protocol/own.ts'
import { begun, fileAdded, NO_START_WORDS, type OwnDraft, rewritten } from '../model/ownDraft.ts'
import { draftOfLink, linkOfDraft, ownQuery, runOfQuery, templateOfQuery } from './ownAddress.ts'

const C: OwnLink = { language: 'c', files: [{ name: 'main.c', content: 'int main(void) { return 0; }\n' }] }
const fresh = (): OwnDraft => begun(C, 'start', NO_START_WORDS)

it('the address brings back the program and all that it is started with', () => {
  const draft: OwnDraft = {
    ...fileAdded(rewritten(fresh(), 'int y;')),
    args: 'one\ntwo words\n',
    stdin: 'in\n',
    signals: { inherit: { PIPE: 'ignore', HUP: 'ignore' }, 'inherit-block': ['INT'] },
    lines: false,
  }
  const back = draftOfLink(linkOfDraft(draft), ownQuery('x', draft))
  expect(back).toEqual({ ...draft, args: 'one\ntwo words', original: draft.files, template: null, shown: 0 })
  expect(draftOfLink(C, ownQuery('x', fresh()))).toEqual({ ...fresh(), template: null })
  expect(draftOfLink(C, 'own=x&inherit=nonsense&inherit-block=&lines=maybe').signals).toEqual({})
})

it('a stored run in the address is one that can be', () => {
  expect(runOfQuery(ownQuery('x', fresh(), 'a'.repeat(32)))).toBe('a'.repeat(32))
  expect(runOfQuery(ownQuery('x', fresh()))).toBeNull()
  expect(runOfQuery('own=x&run=../../etc/passwd')).toBeNull()
})

it('what a program was begun with goes with it, if there is such a template', () => {
  expect(templateOfQuery(ownQuery('x', fresh()))).toBe('start')
  expect(templateOfQuery(ownQuery('x', { ...fresh(), template: null }))).toBeNull()
  expect(templateOfQuery('own=x&template=constructor')).toBeNull()
})
