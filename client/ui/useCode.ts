import { useEffect, useState } from 'react'
import { type Code, codeOf, loadCode, NO_CODE } from '../content/code.ts'
import { useLanguage } from '../words/language.ts'

/** A strategy's code in the reader's language; empty until it has loaded. */
export function useCode(strategy: string): Code {
  const language = useLanguage()
  const [, draw] = useState(0)
  const code = codeOf(strategy, language)
  useEffect(() => {
    if (code) return
    let gone = false
    void loadCode(strategy, language).then(() => !gone && draw((before) => before + 1))
    return () => {
      gone = true
    }
  }, [code, strategy, language])
  return code ?? NO_CODE
}
