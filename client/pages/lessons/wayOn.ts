/** Whether a step is done, and what the reader would pass unseen by going on. Pure. */
import type { CompiledLesson } from '../../content/lessons.ts'

export type StepKind = CompiledLesson['steps'][number]['kind']

/** `ready`: the step is done. `open`: it is not, and nothing is lost. The others name what is to be done first. */
export type WayOn = 'ready' | 'open' | 'answer' | 'run' | 'say'

export interface LessonState {
  /** Answered or skipped. */
  predicted: boolean
  /** Some of the lesson's runs are there. */
  ran: boolean
  canRun: boolean
  /** Said or skipped. */
  seen: boolean
  /** The curve was guessed or skipped. */
  guessed: boolean
  done: boolean
}

/** The button "Next" asks this. The bar of steps asks nobody: a teacher jumps. */
export function wayOn(kind: StepKind, { predicted, ran, canRun, seen, guessed, done }: LessonState): WayOn {
  switch (kind) {
    case 'look':
      return 'ready'
    case 'predict':
      return predicted ? 'ready' : 'answer'
    case 'run':
      if (ran) return 'ready'
      return !canRun ? 'open' : predicted ? 'run' : 'answer'
    case 'explain':
      return ran && !seen ? 'say' : 'ready'
    case 'curve':
      return guessed ? 'ready' : 'open'
    case 'change':
      return done ? 'ready' : 'open'
  }
}
