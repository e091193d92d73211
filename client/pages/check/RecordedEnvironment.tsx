/** Where the recordings were made that a site of plain files plays. Such a site has nothing of its own to check. */

import { costRecording } from '../../content/cost.ts'
import { recordedMachines } from '../../content/machines.ts'
import { likenessTable } from '../../content/real.ts'
import { dayInUtc } from '../../model/formats.ts'
import { useLanguage } from '../../words/language.ts'
import { useSiteWords } from '../../words/siteWords.ts'

export function RecordedEnvironment() {
  const { environment: words, toRunLive, end } = useSiteWords()
  const language = useLanguage()
  const { cpu, cpus, kernel, libc, at } = costRecording.hello
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <ul className="check-items">
        <li className="panel">
          <h2>{words.ours}</h2>
          {[...recordedMachines()].map(([machine, count]) => (
            <p key={machine}>{words.runs(count, machine)}</p>
          ))}
        </li>
        <li className="panel">
          <h2>{words.real}</h2>
          {likenessTable().map((row) => (
            <p key={row.strategy}>
              {row.runtime} {row.version}: Linux {row.kernel}, {row.libc}
            </p>
          ))}
        </li>
        <li className="panel">
          <h2>{words.cost}</h2>
          <p>
            {cpus} × {cpu}, Linux {kernel}, {libc}
          </p>
          <p className="quiet">{dayInUtc(at, language)}</p>
        </li>
        <li className="panel">
          <h2>{words.yours}</h2>
          <p>
            {toRunLive} <code>npm start</code>
            {end}
          </p>
          {'serviceWorker' in navigator && navigator.serviceWorker.controller && <p>{words.offline}</p>}
        </li>
      </ul>
    </>
  )
}
