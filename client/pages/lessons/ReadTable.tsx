/** What was read of several systems, one row each, with the source of the row. */
import { type CompiledSource, sourcesOf } from '../../content/sources.ts'
import { Prose } from '../../ui/Prose.tsx'
import { useTeachingWords } from '../../words/teachingWords.ts'
import type { ToldTable } from './stepOfKind.ts'

export function ReadTable({ table: { caption, columns, rows } }: { table: ToldTable }) {
  const { fact: words } = useTeachingWords()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen is scrolled by keys.
    <div className="read-table" tabIndex={0}>
      <table>
        <caption>
          <Prose words={caption} />
        </caption>
        <thead>
          <tr>
            <td />
            {columns.map((column, at) => (
              <th key={at} scope="col">
                <Prose words={column} />
              </th>
            ))}
            <th scope="col">{words.read}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, cells, sources }) => (
            <tr key={id}>
              <th scope="row" translate="no">
                {name}
              </th>
              {cells.map((cell, at) => (
                <td key={at}>
                  <Prose words={cell} />
                </td>
              ))}
              <td>
                {sourcesOf(sources).map((source) => (
                  <a key={source.id} href={source.link} rel="noreferrer" title={`${source.project} ${source.version}, ${source.function}`} translate="no">
                    {nameOf(source)}
                  </a>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The file, or what is read as a whole: a manual page, an issue. */
function nameOf({ file, function: whole }: CompiledSource): string {
  return file.includes('/') ? (file.split('/').at(-1) ?? file) : whole
}
