/** Where the runs were recorded that a site of plain files plays: it has nothing of its own to check. */
import { useEffect, useState } from 'react'
import type { Catalog } from '../../protocol/catalog.ts'
import { decodeEvent } from '../../protocol/decode.ts'
import { costRecording } from '../content/cost.ts'
import { likenessTable } from '../content/real.ts'
import { recordedRuns, recordedText } from '../content/recordedRuns.ts'
import { useLanguage } from '../ui/language.ts'
import { useSiteWords } from '../ui/siteWords.ts'

/** How many runs by what their first event says of the machine. */
type Machines = ReadonlyMap<string, number>

export function RecordedEnvironment({ catalog }: { catalog: Catalog }) {
  const { environment: words, toRunLive, end } = useSiteWords()
  const language = useLanguage()
  const [machines, setMachines] = useState<Machines>(new Map())
  useEffect(() => {
    let gone = false
    void machinesOf(catalog).then((found) => !gone && setMachines(found))
    return () => {
      gone = true
    }
  }, [catalog])
  const { cpu, cpus, kernel, libc, at } = costRecording.hello
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      <ul className="check-items">
        <li className="panel">
          <h2>{words.ours}</h2>
          {[...machines].map(([machine, count]) => (
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
          <p className="quiet">{new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(at * 1000))}</p>
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

async function machinesOf(catalog: Catalog): Promise<Machines> {
  const texts = await Promise.all((await recordedRuns(catalog)).map(recordedText))
  const machines = new Map<string, number>()
  for (const text of texts) {
    const first = decodeEvent(text?.split('\n', 1)[0] ?? '')
    if (!first.ok || first.value.kind !== 'hello') continue
    const { kernel, libc, arch, helper } = first.value
    const machine = `Linux ${kernel}, ${libc}, ${arch}, spawnscope ${helper}`
    machines.set(machine, (machines.get(machine) ?? 0) + 1)
  }
  return machines
}
