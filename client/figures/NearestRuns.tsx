/** For a run that was not recorded: the nearest ones, and how to make it. Only on a site of plain files. */
import { Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Catalog } from '../../protocol/catalog.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { recordedRuns } from '../content/recordedRuns.ts'
import { commandOf, inProject } from '../model/command.ts'
import { labLink } from '../model/labLink.ts'
import { nearestRuns, type RecordedRun } from '../model/recordedRun.ts'
import { runName } from '../model/runName.ts'
import { Colon } from '../ui/Colon.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useMessages } from '../words/messages.ts'
import { useSiteWords } from '../words/siteWords.ts'
import './nearestRuns.css'

const OFFERED = 4

export interface NearestRunsProps {
  wanted: RunSettings
  catalog: Catalog
  /** Plays a recorded run here; without it, links lead to the Lab. */
  onTake?: (settings: RunSettings) => void
}

export function NearestRuns({ wanted, catalog, onTake }: NearestRunsProps) {
  const { nearest: words } = useSiteWords()
  const messages = useMessages()
  const command = inProject(commandOf(wanted))
  const [offers, setOffers] = useState<readonly RecordedRun[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the command changes when another run is wanted.
  useEffect(() => {
    let gone = false
    void recordedRuns(catalog).then((all) => !gone && setOffers(nearestRuns(all, wanted, catalog, OFFERED)))
    return () => {
      gone = true
    }
  }, [command, catalog])
  return (
    <section className="panel nearest-runs" aria-label={`${words.title}: ${runName(wanted)}`}>
      <h2>
        {words.title}
        <Colon />
        <code>{runName(wanted)}</code>
      </h2>
      <p>{words.text}</p>
      <ul>
        {offers.map(({ settings, whole, whose }) => {
          const asked = whose === 'root' ? { ...settings, uid: 0 } : settings
          const name = (
            <>
              <Play aria-hidden="true" /> <code>{runName(asked)}</code>
            </>
          )
          return (
            <li key={runName(asked)}>
              {onTake ? (
                <button type="button" className="button" onClick={() => onTake(asked)}>
                  {name}
                </button>
              ) : (
                <a className="button" href={labLink(asked)}>
                  {name}
                </a>
              )}
              <span className="quiet">{whole ? words.whole : words.short}</span>
            </li>
          )
        })}
      </ul>
      <p>
        {words.toRunIt} <code>{command}</code> <CopyButton text={() => command} label={messages.copyCommand} />
      </p>
    </section>
  )
}
