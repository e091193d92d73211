/** How the columns differ, in words: "Ruby's child visits 62 signals, Nim's none." */
import { useMemo } from 'react'
import { columnNames } from '../../model/columnNames.ts'
import { type Difference, differencesOf } from '../../model/differences.ts'
import type { Figure } from '../../model/figure.ts'
import { helloOf } from '../../model/helloOf.ts'
import { listAt } from '../../model/listAt.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useDifferenceWords } from '../../words/differenceWords.ts'

export function Differences({ figures, logs }: { figures: readonly Figure[]; logs: readonly RunLog[] }) {
  const differences = useDifferenceWords()
  const versions = figures.map(({ version }) => version).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: logs grow in place; their versions change.
  const found = useMemo(() => differencesOf(logs.map(({ events }) => events)), [logs, versions])
  const names = columnNames(
    figures.map(({ title }) => title),
    logs.map(({ events }) => helloOf(events)?.edition),
  )
  return (
    <section className="differences" aria-label={differences.title}>
      <h3>{differences.title}</h3>
      {found.length === 0 ? (
        <p className="quiet">{differences.none}</p>
      ) : (
        <dl>
          {found.map((difference) => (
            <div key={difference.aspect}>
              <dt>{differences.aspects[difference.aspect].name}</dt>
              <dd>{sentence(difference)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )

  function sentence({ aspect, values }: Difference): string {
    const groups = new Map<string | number, string[]>()
    values.forEach((value, at) => {
      if (value !== null) listAt(groups, value).push(names[at] ?? '')
    })
    const { say } = differences.aspects[aspect]
    return differences.join([...groups].map(([value, members]) => say(members, String(value))))
  }
}
