/** The program that is being written: a template at first, or what the link brings. The address follows it, so that it is its link. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearch } from 'wouter'
import type { OwnLanguage, OwnLink } from '../../../protocol/own.ts'
import { orNotFetched } from '../../content/fetchedOnce.ts'
import { templateFile } from '../../content/ownTemplates.ts'
import { begun, NO_START_WORDS, type OwnDraft, type OwnStartWords } from '../../model/ownDraft.ts'
import { argsOf, type OwnTemplate } from '../../model/ownTemplate.ts'
import { goTo, hashPath, hashQuery } from '../../runs/hashAddress.ts'
import { draftOfLink, linkOfDraft, ownQuery, runOfQuery, templateOfQuery } from '../../runs/ownAddress.ts'
import { packedProgram, unpackedProgram } from '../../runs/ownLink.ts'
import { useThrow } from '../../ui/useThrow.ts'

export interface Drafted {
  /** Null: it is being fetched. */
  draft: OwnDraft | null
  onDraft: (draft: OwnDraft) => void
  onTemplate: (template: OwnTemplate, language: OwnLanguage) => void
  /** `wrong`: the link has no program; `long`: this one has no room in a link. */
  link: 'well' | 'wrong' | 'long'
  /** The stored run that came with the link; null: none did, or the program is another now. */
  run: string | null
  /** Puts the program into the address now. */
  address: (draft: OwnDraft) => void
  /** The query that shows this program and a run of it to others; null: the address does; undefined: it has no room in a link. */
  momentOf: (draft: OwnDraft, run: string | null) => string | null | undefined
}

/** A browser takes a hundred addresses in half a minute. */
const TYPED_MS = 400

/** A reader's own arguments stay; those of the last template go with it. */
function startedAs(template: OwnTemplate, before: OwnDraft | null): OwnStartWords {
  if (before === null) return { ...NO_START_WORDS, args: argsOf(template) }
  return before.args === argsOf(before.template) ? { ...before, args: argsOf(template) } : before
}

/** A program of a link differs from the template that it was begun with. */
async function draftOf(program: OwnLink, query: string): Promise<OwnDraft> {
  const draft = draftOfLink(program, query)
  const template = templateOfQuery(query)
  const file = template && (await templateFile(template, draft.language))
  return file ? { ...draft, template, original: [file] } : draft
}

/** `first`: the language of the template that stands there before a choice; null: it is not known yet. */
export function useDraft(first: OwnLanguage | null): Drafted {
  const [draft, setDraft] = useState<OwnDraft | null>(null)
  const [link, setLink] = useState<Drafted['link']>('well')
  const query = useSearch()
  const letters = new URLSearchParams(query).get('own')
  /** What this page itself put into the address; undefined: nothing yet. */
  const own = useRef<string | null | undefined>(undefined)
  /** Whether the reader has changed what came: a page that was only opened keeps its address. */
  const changed = useRef(false)
  const [run, setRun] = useState<string | null>(null)
  const asked = useRef(0)
  const fail = useThrow()

  const begin = useCallback(
    (template: OwnTemplate, language: OwnLanguage, put: (file: OwnDraft['files'][number]) => void): void => {
      asked.current += 1
      const mine = asked.current
      orNotFetched(templateFile(template, language)).then(
        (file) => file && mine === asked.current && put(file),
        (fault: unknown) => mine === asked.current && fail(fault),
      )
    },
    [fail],
  )
  useEffect(() => {
    if (first === null || letters === own.current) return
    changed.current = false
    const template = (): void => begin('start', first, (file) => setDraft(begun({ language: first, files: [file] }, 'start', startedAs('start', null))))
    if (letters === null) return template()
    asked.current += 1
    const mine = asked.current
    orNotFetched(unpackedProgram(letters).then((program) => program && draftOf(program, query))).then(
      (found) => {
        if (mine !== asked.current) return
        setLink(found ? 'well' : 'wrong')
        setRun(found ? runOfQuery(query) : null)
        if (found) setDraft(found)
        else template()
      },
      (fault: unknown) => mine === asked.current && fail(fault),
    )
  }, [letters, query, first, begin, fail])

  const packing = useRef(0)
  const address = useCallback((now: OwnDraft): void => {
    packing.current += 1
    const mine = packing.current
    void packedProgram(linkOfDraft(now)).then((next) => {
      if (mine !== packing.current) return
      setLink(next === null ? 'long' : 'well')
      own.current = next
      goTo(next === null ? hashPath() : `${hashPath()}?${withMine(ownQuery(next, now))}`, { replace: true })
    })
  }, [])
  useEffect(() => {
    if (!draft || !changed.current) return
    const timer = setTimeout(() => address(draft), TYPED_MS)
    return () => clearTimeout(timer)
  }, [draft, address])

  const onDraft = useCallback((next: OwnDraft): void => {
    changed.current = true
    setDraft(next)
  }, [])
  const onTemplate = useCallback(
    (template: OwnTemplate, language: OwnLanguage): void =>
      begin(template, language, (file) => {
        changed.current = true
        setDraft((before) => begun({ language, files: [file] }, template, startedAs(template, before)))
      }),
    [begin],
  )
  const momentOf = useCallback((now: OwnDraft, stored: string | null) => {
    if (own.current === null) return undefined
    return own.current === undefined ? null : ownQuery(own.current, now, stored)
  }, [])
  return { draft, onDraft, onTemplate, link, run, address, momentOf }
}

/** Whoever has made a program of the class his own keeps it so (shownByClass.ts). */
const withMine = (words: string): string => (new URLSearchParams(hashQuery()).has('mine') ? `${words}&mine=1` : words)
