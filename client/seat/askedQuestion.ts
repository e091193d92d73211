/** The question that a class is asked, as a view shows it: the texts of a lesson, or what the teacher typed. */
import { useMemo } from 'preact/hooks'
import { type Ask, optionLetter } from '../../protocol/room.ts'
import type { Spoken } from '../content/questions.ts'
import { useQuestion, useSeat } from './useClass.ts'

export interface ShownOption {
  letter: string
  text: Spoken
  /** Why somebody may think so, and what is wrong with it or right. A typed question has none. */
  reason: Spoken | null
}

export interface ShownQuestion {
  text: Spoken
  options: readonly ShownOption[]
  typed: boolean
}

/** Undefined until it has come, null if it does not come. */
export function useAsked(ask: Ask | null): ShownQuestion | undefined | null {
  const lesson = useQuestion(ask?.ref.of === 'lesson' ? ask.ref.lesson : null)
  const { language } = useSeat()
  return useMemo(() => {
    if (!ask) return null
    const { ref } = ask
    if (ref.of === 'typed') {
      // Written in one language, whatever the reader's is.
      const plain = (text: string): Spoken => ({ [language]: [{ text }] }) as unknown as Spoken
      return { text: plain(ref.text), options: ref.options.map((text, at) => ({ letter: optionLetter(at), text: plain(text), reason: null })), typed: true }
    }
    if (!lesson) return lesson
    const { asks } = lesson
    if (asks?.step !== ref.step || asks.options.length !== ref.options) return null
    return { text: asks.text, options: asks.options.map(({ text, reason }, at) => ({ letter: optionLetter(at), text, reason })), typed: false }
  }, [ask, lesson, language])
}
