import type { BenchCell } from '../../../protocol/bench.ts'
import { duration, size } from '../../model/cost.ts'
import { significant } from '../../model/formats.ts'
import { nameOf } from '../../views/Cost/look.ts'
import { useCostWords } from '../../words/costWords.ts'
import { useLanguage } from '../../words/language.ts'

/** The chart's figures as a table, and where the time goes. */
export function CostTable({ cells }: { cells: readonly BenchCell[] }) {
  const words = useCostWords()
  const language = useLanguage()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className="figures-table cost-table" tabIndex={0} aria-label={words.tableCaption}>
      <table>
        <thead>
          <tr>
            {Object.values(words.columns).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr key={[cell.source, cell.strategy, cell.edition, cell.memory_mb, cell.pages, cell.threads].join(' ')}>
              <th scope="row">
                {words.series(nameOf(cell.strategy), cell.pages === 'huge', cell.source)}{' '}
                <span className="cost-edition" translate="no">
                  {cell.edition}
                </span>
              </th>
              <td>
                <code>{cell.mechanism}</code>
              </td>
              <td>
                {size(cell.memory_mb, language)}
                {cell.threads > 0 ? `, ${words.threads(cell.threads)}` : ''}
              </td>
              <td>{duration(cell.median, language)}</td>
              <td>
                {duration(cell.q1, language)} – {duration(cell.q3, language)}
              </td>
              <td>{significant(1e9 / cell.median, 3, language)}</td>
              <td>{partsOf(cell, words, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function partsOf({ parts, source }: BenchCell, words: ReturnType<typeof useCostWords>, language: string): string {
  const told = (['prepare', 'create', 'child_setup', 'exec', 'suspended'] as const).flatMap((part) => {
    const ns = parts[part]
    return ns === null ? [] : [`${words.parts[part]} ${duration(ns, language)}`]
  })
  return told.length > 0 ? told.join(' · ') : source === 'ours' ? words.hidden : ''
}
