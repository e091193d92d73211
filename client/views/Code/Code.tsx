/** The C code at the cursor, with its note. It follows the steps; pointing at it highlights what it caused. */
import { type Figure, stepAt } from '../../model/figure.ts'
import { lightsMark } from '../../model/lighting.ts'
import { CodeStep } from '../../ui/CodeStep.tsx'
import { useCode } from '../../ui/useCode.ts'
import { useMessages } from '../../words/messages.ts'
import './code.css'

interface CodeProps {
  figure: Figure
  strategy: string
}

export function Code({ figure, strategy }: CodeProps) {
  const words = useMessages()
  const step = stepAt(figure)
  const {
    listing: { steps },
    notes,
  } = useCode(strategy)
  const at = steps.findIndex((part) => part.step === step?.mark)
  const part = steps[at]
  const { code } = words
  const { onHover, onPin } = figure
  const lit = part !== undefined && lightsMark(figure.lit, part.step)
  if (strategy === '') return <p className="quiet">{code.notOurs}</p>
  return (
    <section className="code-now" aria-label={code.label(figure.title)}>
      <p className="code-now-file">
        <code>
          {strategy}.c{part ? `:${part.line}` : ''}
        </code>{' '}
        {part && <span>{code.phase(words.phases[part.phase].name)}</span>}
      </p>
      {part ? (
        <CodeStep {...{ strategy, lit, onHover, onPin }} step={part} note={notes[part.step]} skipped={false} current />
      ) : (
        <p className="quiet">{step ? code.outside : words.noRun}</p>
      )}
      {part?.library && <p className="code-now-library">{code.library}</p>}
    </section>
  )
}
