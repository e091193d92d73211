import { FACTORS, paceOf, paceWord, STEADY_MS } from '../../model/pace.ts'
import { usePace } from '../../ui/usePace.ts'
import { useMessages } from '../../words/messages.ts'

/** A steady pace, or real time. */
export function PaceSelect() {
  const { stepper: words } = useMessages()
  const [pace, setPace] = usePace()
  return (
    <label className="stepper-speed">
      <span className="visually-hidden">{words.speed}</span>
      <select
        className="select"
        title={pace.kind === 'steady' ? words.pace(pace.ms) : words.stretch(pace.factor)}
        value={paceWord(pace)}
        onChange={(event) => setPace(paceOf(event.target.value))}
      >
        <optgroup label={words.steady}>
          {STEADY_MS.map((ms) => (
            <option key={ms} value={paceWord({ kind: 'steady', ms })}>
              {words.pace(ms)}
            </option>
          ))}
        </optgroup>
        <optgroup label={words.stretched}>
          {FACTORS.toReversed().map((factor) => (
            <option key={factor} value={paceWord({ kind: 'stretched', factor })}>
              {words.stretch(factor)}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  )
}
