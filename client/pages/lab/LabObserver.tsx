/** What tracing costs, from the recorded measurement; shown below every traced run of the Lab. */
import { costRecording } from '../../content/cost.ts'
import { Observer } from '../../views/Observer/Observer.tsx'

export function LabObserver() {
  return <Observer figure={costRecording.observer} />
}
