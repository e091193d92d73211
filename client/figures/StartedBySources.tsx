/** Who says so. The list of all sources is long, so it comes when a starter is chosen. */
import { sourcesOf } from '../content/sources.ts'

export function StartedBySources({ ids }: { ids: readonly string[] }) {
  return (
    <ul className="quiet">
      {sourcesOf(ids).map((source) => (
        <li key={source.id}>
          <a href={source.link} rel="noreferrer">
            {source.project}: {source.function}
          </a>
        </li>
      ))}
    </ul>
  )
}
