/** The rows below the signals: process group, session and controlling terminal at each stage. */
import { STAGES, type Stage } from '../../../protocol/events.ts'
import type { JobCell, JobRow } from '../../model/jobs.ts'
import { type PassportWords, usePassportWords } from '../../words/passportWords.ts'

export function JobRows({ rows, stages }: { rows: readonly JobRow[]; stages: readonly Stage[] }) {
  const words = usePassportWords()
  return (
    <tbody className="passport-jobs">
      {rows.map(({ what, cells }) => (
        <tr key={what}>
          <th scope="row">{words.jobs[what]}</th>
          {stages.map((stage) => {
            const cell = cells[STAGES.indexOf(stage)]
            return cell ? (
              <td key={stage} data-changed={cell.changed}>
                {spelt(cell, words)}
                {cell.changed && <span className="passport-change">{words.jobs.changed}</span>}
              </td>
            ) : (
              <td key={stage} className="passport-unread">
                <span className="visually-hidden">{words.unread}</span>
              </td>
            )
          })}
        </tr>
      ))}
    </tbody>
  )
}

function spelt({ value, whose }: JobCell, { jobs }: PassportWords): string {
  if (value === null) return jobs.none
  return whose === null ? value : jobs.with(value, jobs.whose[whose])
}
