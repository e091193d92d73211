/** @jsxImportSource preact */
import { type Counts, votesIn } from '../../protocol/room.ts'
import { useSeat } from './useClass.ts'

interface CountsTableProps {
  counts: Counts
  letters: readonly string[]
  right: readonly number[]
}

/** How the class voted: a table, with a bar behind each number. Rounds stand side by side. */
export function CountsTable({ counts, letters, right }: CountsTableProps) {
  const { words } = useSeat()
  return (
    <table className="seat-counts">
      <caption>{words.counts.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.counts.option}</th>
          {counts.map((_, round) => (
            <th key={round} scope="col">
              {words.counts.round(round + 1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {letters.map((letter, at) => (
          <tr key={letter} data-right={right.includes(at)}>
            <th scope="row">
              {letter}
              {right.includes(at) && <span> ✓ {words.ask.right}</span>}
            </th>
            {counts.map((of, round) => {
              const votes = of[at] ?? 0
              const all = votesIn(of)
              return (
                <td key={round} style={{ '--share': all === 0 ? 0 : votes / all }}>
                  <span>{words.counts.votes(votes)}</span>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
