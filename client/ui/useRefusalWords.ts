import { useEffect, useState } from 'react'
import type { Refusal } from '../../protocol/errors.ts'
import { loadRefusalWords, refusalWords } from '../content/refusalWords.ts'
import { useLanguage } from '../words/language.ts'

/** A refusal in the reader's language; null while there is none. */
export function useRefusalWords(refusal: Refusal | null | undefined): string | null {
  const language = useLanguage()
  const [, draw] = useState(0)
  const needed = refusal !== null && refusal !== undefined
  useEffect(() => {
    if (needed) void loadRefusalWords(language).then(() => draw((before) => before + 1))
  }, [needed, language])
  return needed ? refusalWords(refusal, language) : null
}
