/** What an experiment found, in sentences. Harm is said in words, not only coloured. */
import type { Figure } from '../../model/figure.ts'
import { useMessages } from '../../words/messages.ts'
import { useTeachingWords } from '../../words/teachingWords.ts'
import './findings.css'

export function Findings({ figure }: { figure: Figure }) {
  const words = useTeachingWords()
  const { sentences } = useMessages()
  const found = figure.story.steps.flatMap((step) => (step.kind === 'fact' && step.event.kind === 'finding' ? [{ step, finding: step.event }] : []))
  return (
    <section className="findings" aria-label={`${words.findings}: ${figure.title}`}>
      {found.length === 0 && <p className="quiet">{words.noFindings}</p>}
      <ul>
        {found.map(({ step, finding }) => (
          <li key={step.seq} data-harm={finding.harm}>
            <span className="chip">{finding.harm ? `⚠ ${words.harm}` : `✓ ${words.fine}`}</span>
            <span>{sentences.found(finding.name, finding.value)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
