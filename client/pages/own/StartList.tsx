/** The starts of a log, a page of them at a time. The chosen one is the figure. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { useOwnWords } from '../../words/ownWords.ts'
import { PAGE_ROWS, type StartPage } from './startPage.ts'

interface StartListProps {
  list: StartPage
  /** The start that is shown. */
  chosen: number | undefined
  onList: (search: string, from: number) => void
  onShow: (seq: number) => void
}

const NS_PER_SECOND = 1e9

export function StartList({ list, chosen, onList, onShow }: StartListProps) {
  const { starts: words } = useOwnWords()
  const [search, setSearch] = useState('')
  const id = useId()
  const { rows, from, found, all } = list
  return (
    <section className="start-list" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        {words.title} <small>{words.count(all)}</small>
      </h3>
      {all > 1 && (
        <label className="start-search">
          {words.search}
          <input
            type="search"
            value={search}
            onChange={({ target }) => {
              setSearch(target.value)
              onList(target.value, 0)
            }}
          />
        </label>
      )}
      {rows.length === 0 ? (
        <p role="status">{words.none}</p>
      ) : (
        <div className="start-rows">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.program}</th>
                <th scope="col">{words.call}</th>
                <th scope="col">{words.parent}</th>
                <th scope="col">{words.time}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ seq, pid, parentPid, program, parent, call, memory, ns }) => (
                <tr key={seq} data-chosen={seq === chosen}>
                  <th scope="row">
                    <button type="button" className="button" aria-pressed={seq === chosen} onClick={() => onShow(seq)}>
                      {words.show(program ?? words.noProgram, pid)}
                    </button>
                  </th>
                  <td>
                    {call === null ? (
                      words.notInLog
                    ) : (
                      <>
                        <code>{call}</code> <small>{words.memory(memory)}</small>
                      </>
                    )}
                  </td>
                  <td>{parentPid === null ? words.notInLog : parent === null ? parentPid : words.show(parent, parentPid)}</td>
                  <td>{words.seconds((ns / NS_PER_SECOND).toFixed(3))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found > PAGE_ROWS && (
        <p className="start-pages">
          <button type="button" className="button" disabled={from === 0} onClick={() => onList(search, Math.max(0, from - PAGE_ROWS))}>
            <ChevronLeft aria-hidden="true" /> {words.earlier}
          </button>
          <span role="status">{words.range(from + 1, from + rows.length, found)}</span>
          <button type="button" className="button" disabled={from + rows.length >= found} onClick={() => onList(search, from + PAGE_ROWS)}>
            {words.later} <ChevronRight aria-hidden="true" />
          </button>
        </p>
      )}
    </section>
  )
}
