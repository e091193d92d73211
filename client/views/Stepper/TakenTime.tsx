import { keepsTimes, LONGEST_MS, waitOf } from '../../model/pace.ts'
import type { Story } from '../../model/story.ts'
import { usePace } from '../../ui/usePace.ts'
import { useMessages } from '../../words/messages.ts'

/** In real-time paces: the cursor's position in time, and how much of the wait for the next step is cut. */
export function TakenTime({ story: { steps }, cursor }: { story: Story; cursor: number }) {
  const { stepper: words } = useMessages()
  const [pace] = usePace()
  const [first, here, next] = [steps[0], steps[cursor], steps[cursor + 1]]
  if (pace.kind === 'steady' || !first || !here) return null
  const gap = next ? next.ns - here.ns : 0
  return (
    <p className="stepper-time">
      {keepsTimes(steps) ? words.time(here.ns - first.ns) : words.noTimes}
      {waitOf(gap, pace).cut && ` ${words.cut(gap, LONGEST_MS)}`}
    </p>
  )
}
