import type { MomentDetail, NamedMoment } from '../model/namedMoments.ts'
import { letterOf } from '../model/taskLetter.ts'
import type { Messages } from './messages.ts'

/** The name of a moment in the page's language: "SIGUSR1 waits for C". */
export function momentName(moment: NamedMoment, { moments: { names } }: Messages): string {
  const name = names[moment.kind] as (detail: MomentDetail, who: string) => string
  return name(moment, letterOf(moment.task))
}
