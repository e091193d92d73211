/** The sentence of the step under the pointer, beside it. Without a pointer, the transcript says the same. */
import { tell } from '../../model/sentence.ts'
import type { Step } from '../../model/story.ts'
import { useMessages } from '../../words/messages.ts'

export function Hint({ step, left, width }: { step: Step; left: number; width: number }) {
  const words = useMessages()
  const rightHalf = left > width / 2
  return (
    <p className="timeline-hint" aria-hidden="true" style={rightHalf ? { right: width - left + 12 } : { left: left + 12 }}>
      <b>{step.index + 1}</b> {tell(step, words.sentences)}
    </p>
  )
}
