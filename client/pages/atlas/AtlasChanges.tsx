/** What changed from one release of a runtime to the next: a line of time for each. */
import type { CompiledQuestion } from '../../content/atlas.ts'
import { plainWords } from '../../content/prose.ts'
import type { AtlasStep } from '../../model/atlas/changes.ts'
import { answerText } from '../../views/Atlas/answerText.ts'
import { useAtlasWords } from '../../words/atlasWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useMessages } from '../../words/messages.ts'

interface AtlasChangesProps {
  lines: readonly AtlasStep[][]
  questions: readonly CompiledQuestion[]
  onOpen: (row: string, question: string) => void
}

export function AtlasChanges({ lines, questions, onOpen }: AtlasChangesProps) {
  const words = useAtlasWords()
  const { versions } = useMessages()
  const language = useLanguage()
  if (lines.length === 0) return null
  const short = (id: string): string => plainWords(questions.find((one) => one.id === id)?.short[language] ?? [])
  return (
    <section className="atlas-changes" aria-labelledby="atlas-changes">
      <h2 id="atlas-changes">{words.changes.title}</h2>
      <p>{words.changes.intro}</p>
      {lines.map((line) => (
        <div key={line[0]?.row.of}>
          <h3 translate="no">{line[0]?.row.runtime}</h3>
          <ol>
            {line.map(({ row, changes }, at) => (
              <li key={row.id}>
                <strong translate="no">{versions(row.release)}</strong>
                {changes.length === 0 && <span className="quiet">{at === 0 ? words.changes.first : words.changes.none}</span>}
                <ul>
                  {changes.map(({ question, before, now }) => (
                    <li key={question}>
                      <button type="button" className="button" data-tone="plain" onClick={() => onOpen(row.id, question)}>
                        {words.changes.change(short(question), answerText(before, words), answerText(now, words))}
                      </button>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
