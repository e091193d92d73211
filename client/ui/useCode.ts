import { useEffect, useState } from 'react'
import { type Code, codeOf, loadCode, NO_CODE } from '../content/code.ts'
import { orNotFetched } from '../content/fetchedOnce.ts'
import { useLanguage } from '../words/language.ts'
import { useThrow } from './useThrow.ts'

/** A strategy's code in the reader's language; empty until it has loaded. */
export function useCode(strategy: string): Code {
  const language = useLanguage()
  const [, draw] = useState(0)
  const fail = useThrow()
  const code = codeOf(strategy, language)
  useEffect(() => {
    if (code) return
    let gone = false
    orNotFetched(loadCode(strategy, language)).then(
      () => !gone && draw((before) => before + 1),
      (fault: unknown) => !gone && fail(fault),
    )
    return () => {
      gone = true
    }
  }, [code, strategy, language, fail])
  return code ?? NO_CODE
}
