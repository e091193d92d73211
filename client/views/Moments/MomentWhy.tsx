import type { MomentDetail, NamedMoment } from '../../model/namedMoments.ts'
import { letterOf } from '../../model/taskLetter.ts'
import { WithTerms } from '../../ui/WithTerms.tsx'
import { useMomentWhys } from '../../words/momentWhys.ts'

/** Why a moment matters, in one sentence. */
export function MomentWhy({ moment }: { moment: NamedMoment }) {
  const whys = useMomentWhys()
  const why = whys[moment.kind] as (detail: MomentDetail, who: string) => string
  return <WithTerms text={why(moment, letterOf(moment.task))} />
}
