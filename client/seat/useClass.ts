/** The class of this page, for the views of a seat. */
import { createContext } from 'preact'
import { useContext, useEffect, useReducer, useState } from 'preact/hooks'
import { classroom, classView, onClass } from '../class/classroom.ts'
import type { Following } from '../class/following.ts'
import { knownQuestion, type LessonQuestion, loadQuestion } from '../content/questions.ts'
import type { RoomLine, RoomView } from '../transport/roomLine.ts'
import type { SeatWords } from './words.ts'

/** What the views of a seat have around them. */
export interface SeatContextValue extends SeatWords {
  following: Following
  /** Loads the figures and goes to a page of them. */
  look: (to: string) => void
}
export const SeatContext = createContext<SeatContextValue | null>(null)

export function useSeat(): SeatContextValue {
  const value = useContext(SeatContext)
  if (!value) throw new Error('a view of a seat stands outside its context')
  return value
}

/** Draws again at each change in the class. */
export function useClass(): { line: RoomLine | null; view: RoomView | null; as: 'student' | 'screen' | 'teacher' | null } {
  const [, draw] = useReducer((count: number, _: undefined) => count + 1, 0)
  useEffect(() => onClass(() => draw(undefined)), [])
  return { line: classroom()?.line ?? null, view: classView(), as: classroom()?.as ?? null }
}

/** The question of a lesson; undefined until it has come, null if it does not come. */
export function useQuestion(slug: string | null): LessonQuestion | undefined | null {
  const [failed, setFailed] = useState<string | null>(null)
  const [, setCame] = useState('')
  useEffect(() => {
    if (slug === null) return
    let gone = false
    loadQuestion(slug).then(
      (question) => !gone && (question ? setCame(slug) : setFailed(slug)),
      () => !gone && setFailed(slug),
    )
    return () => {
      gone = true
    }
  }, [slug])
  if (slug === null) return null
  return knownQuestion(slug) ?? (failed === slug ? null : undefined)
}
