/** What a teacher can do next, and what his keys mean, from the state of the room. Pure. */
import { type Advice, MOST_ROUNDS, type RoomState } from '../../../protocol/room.ts'
import { lessonAt } from '../../class/places.ts'

/** The lesson of a class: where it is, and where its question and its run are; steps count from 1. */
export interface LessonPlan {
  slug: string
  steps: number
  askStep: number | null
  runStep: number | null
}

export type ClassPhase = 'lobby' | 'follow' | 'open' | 'closed' | 'answered' | 'ended'

export function phaseOf({ stage, ask }: RoomState): ClassPhase {
  if (stage === 'ended') return 'ended'
  if (stage === 'ask' && ask) return ask.phase
  return stage === 'follow' ? 'follow' : 'lobby'
}

/** A page that moved on now would drop the question. */
export const isVoting = (phase: ClassPhase): boolean => phase === 'open' || phase === 'closed'

/** The step that the class is at; null if it is not in this lesson. */
export function stepOf({ moment }: RoomState, slug: string): number | null {
  const at = moment && lessonAt(moment.path)
  return at && at.slug === slug ? at.step : null
}

/** Whether this lesson's question has been answered in this class. */
export function wasAsked({ asked }: RoomState, { slug, askStep }: LessonPlan): boolean {
  return askStep !== null && asked.some(({ title, right }) => title === `${slug}/${askStep}` && right !== null)
}

export type Doing = 'show' | 'ask' | 'close' | 'again' | 'answer' | 'run' | 'next'

/** What usually comes next; the console draws it as its main button. Null: nothing. */
export function comesNext(state: RoomState, plan: LessonPlan | null, advice: Advice = 'none'): Doing | null {
  const phase = phaseOf(state)
  if (phase === 'open') return 'close'
  if (phase === 'closed') return mayVoteAgain(state) && (advice === 'talk' || advice === 'explain') ? 'again' : 'answer'
  if (phase === 'ended' || !plan) return null
  const step = stepOf(state, plan.slug)
  if (phase === 'answered') return plan.runStep !== null && wasAsked(state, plan) ? 'run' : step === null ? 'show' : 'next'
  if (step === null) return 'show'
  const { askStep, steps } = plan
  if (askStep !== null && (step === askStep - 1 || step === askStep) && !wasAsked(state, plan)) return 'ask'
  return step < steps ? 'next' : null
}

/** The step to go to from here, with whoever is at none beginning at the first. */
export function stepFrom(state: RoomState, { slug, steps }: LessonPlan, by: 1 | -1): number {
  const step = stepOf(state, slug)
  return step === null ? 1 : Math.min(steps, Math.max(1, step + by))
}

export const mayVoteAgain = ({ ask }: RoomState): boolean => ask?.phase === 'closed' && ask.round < MOST_ROUNDS

/** How many are at each step of the lesson; place 0 is step 1. */
export function histogram(seats: Iterable<{ here: boolean; step: number | null }>, steps: number): number[] {
  const counts = Array<number>(steps).fill(0)
  for (const { here, step } of seats) if (here && step !== null && step >= 1 && step <= steps) counts[step - 1] = (counts[step - 1] ?? 0) + 1
  return counts
}
