import type { CompiledText } from '../../content/prose.ts'
import { Prose } from '../../ui/Prose.tsx'

/** The text of a step. */
export function Paragraphs({ text }: { text: readonly CompiledText[] }) {
  return (
    <div className="lesson-text">
      {text.map((words, n) => (
        <p key={n}>
          <Prose words={words} />
        </p>
      ))}
    </div>
  )
}
