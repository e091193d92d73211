/** What somebody voted in a class counts as his prediction in the lesson, so that the explanation speaks of his own answer. */
import { useEffect } from 'react'
import { useClassPart } from '../../runs/useClassroom.ts'
import type { Predictions } from './usePredictions.ts'

export function useVoteAsPrediction(slug: string, { of, predict }: Pick<Predictions, 'of' | 'predict'>): void {
  const choice = useClassPart((here) => {
    const { mine, state } = here?.view ?? {}
    const ask = state?.ask
    const answered = ask?.phase === 'answered' && ask.ref.of === 'lesson' && ask.ref.lesson === slug
    return answered && mine?.question === ask.index ? mine.choice : null
  })
  const before = of(slug)?.choice
  useEffect(() => {
    if (choice !== null && before === undefined) predict(slug, { choice, reason: '' })
  }, [choice, before, predict, slug])
}
