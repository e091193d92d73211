/** What tracing costs: one start alone, under our tracer, under strace. So that nobody takes traced times for real ones. */

import type { ObserverFigure } from '../../../protocol/cost.ts'
import { duration } from '../../model/cost.ts'
import { significant } from '../../model/formats.ts'
import { useLanguage } from '../../words/language.ts'
import './observer.css'
import { useObserverWords } from '../../words/observerWords.ts'

export function Observer({ figure }: { figure: ObserverFigure }) {
  const words = useObserverWords()
  const language = useLanguage()
  const most = Math.max(1, ...figure.rows.flatMap(({ alone, spawnscope, strace }) => [spawnscope, strace ?? 0].map((watched) => watched / alone)))
  const ratio = (value: number): string => `${significant(value, 2, language)}×`
  return (
    <figure className="figures-table observer">
      <figcaption>
        <strong>{words.title}</strong> {words.text}
      </figcaption>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.strategy}</th>
            <th scope="col">{words.alone}</th>
            <th scope="col">{words.ours}</th>
            <th scope="col">{figure.strace === null ? words.noStrace : words.strace(figure.strace)}</th>
          </tr>
        </thead>
        <tbody>
          {figure.rows.map(({ strategy, alone, spawnscope, strace }) => (
            <tr key={strategy}>
              <th scope="row" translate="no">
                {strategy}
              </th>
              <td>{duration(alone, language)}</td>
              {[spawnscope, strace].map((watched, at) => (
                <td key={at}>
                  {watched === null ? (
                    '–'
                  ) : (
                    <>
                      <span
                        className="observer-bar"
                        data-by={at === 0 ? 'ours' : 'strace'}
                        style={{ inlineSize: `${(60 * watched) / alone / most}%` }}
                        aria-hidden="true"
                      />
                      {ratio(watched / alone)} <span className="observer-time">{duration(watched, language)}</span>
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
