/** The program that is being written: a template at first, or what the link brings, and its link once it has been run. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearch } from 'wouter'
import type { OwnLanguage } from '../../../protocol/own.ts'
import { orNotFetched } from '../../content/fetchedOnce.ts'
import { templateFile } from '../../content/ownTemplates.ts'
import { begun, NO_START_WORDS, type OwnDraft, type OwnStartWords } from '../../model/ownDraft.ts'
import { argsOf, type OwnTemplate } from '../../model/ownTemplate.ts'
import { goTo } from '../../runs/hashAddress.ts'
import { draftOfLink, linkOfDraft, ownQuery, runOfQuery } from '../../runs/ownAddress.ts'
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
  /** Puts the program into the address. */
  address: (draft: OwnDraft) => void
  /** The query that shows this program and a run of it to others; null: the address has none. */
  momentOf: (draft: OwnDraft, run: string | null) => string | null
}

/** A reader's own arguments stay; those of the last template go with it. */
function startedAs(template: OwnTemplate, before: OwnDraft | null): OwnStartWords {
  if (before === null) return { ...NO_START_WORDS, args: argsOf(template) }
  return before.args === argsOf(before.template) ? { ...before, args: argsOf(template) } : before
}

/** `first`: the language of the template that stands there before a choice; null: it is not known yet. */
export function useDraft(first: OwnLanguage | null): Drafted {
  const [draft, setDraft] = useState<OwnDraft | null>(null)
  const [link, setLink] = useState<Drafted['link']>('well')
  const query = useSearch()
  const letters = new URLSearchParams(query).get('own')
  /** What this page itself put into the address. */
  const own = useRef<string | null>(null)
  const [run, setRun] = useState<string | null>(null)
  const asked = useRef(0)
  const fail = useThrow()

  const onTemplate = useCallback(
    (template: OwnTemplate, language: OwnLanguage): void => {
      asked.current += 1
      const mine = asked.current
      orNotFetched(templateFile(template, language)).then(
        (file) => {
          if (!file || mine !== asked.current) return
          setDraft((before) => begun({ language, files: [file] }, template, startedAs(template, before)))
        },
        (fault: unknown) => mine === asked.current && fail(fault),
      )
    },
    [fail],
  )
  useEffect(() => {
    if (first === null || (letters !== null && letters === own.current)) return
    if (letters === null) return onTemplate('start', first)
    asked.current += 1
    const mine = asked.current
    void unpackedProgram(letters).then((program) => {
      if (mine !== asked.current) return
      setLink(program ? 'well' : 'wrong')
      setRun(program ? runOfQuery(query) : null)
      if (program) setDraft(draftOfLink(program, query))
      else onTemplate('start', first)
    })
  }, [letters, query, first, onTemplate])

  const address = useCallback((now: OwnDraft): void => {
    void packedProgram(linkOfDraft(now)).then((next) => {
      setLink(next === null ? 'long' : 'well')
      own.current = next
      goTo(next === null ? '/own' : `/own?${ownQuery(next, now)}`, { replace: true })
    })
  }, [])
  const momentOf = useCallback((now: OwnDraft, stored: string | null) => (own.current === null ? null : ownQuery(own.current, now, stored)), [])
  return { draft, onDraft: setDraft, onTemplate, link, run, address, momentOf }
}
