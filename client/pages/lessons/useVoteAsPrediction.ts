/** What somebody voted in a class counts as his prediction in the lesson, so that the explanation speaks of his own answer. */
import { useEffect } from 'react'
import { useClassroom } from '../../runs/useClassroom.ts'
import type { Predictions } from './usePredictions.ts'

export function useVoteAsPrediction(slug: string, { of, predict }: Pick<Predictions, 'of' | 'predict'>): void {
  const { view } = useClassroom() ?? {}
  const { mine } = view ?? {}
  const ask = view?.state?.ask
  const answered = ask?.phase === 'answered' && ask.ref.of === 'lesson' && ask.ref.lesson === slug
  const choice = answered && mine?.question === ask.index ? mine.choice : null
  const before = of(slug)?.choice
  useEffect(() => {
    if (choice !== null && before === undefined) predict(slug, { choice, reason: '' })
  }, [choice, before, predict, slug])
}
