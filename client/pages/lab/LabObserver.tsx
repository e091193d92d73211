/** What tracing costs, from the recorded measurement; shown below every traced run of the Lab. */
import { observerCost } from '../../content/observerCost.ts'
import { Observer } from '../../views/Observer/Observer.tsx'

export function LabObserver() {
  const figure = observerCost()
  return figure && <Observer figure={figure} />
}
