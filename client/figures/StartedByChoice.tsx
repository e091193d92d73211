/** Who starts the program: one choice that sets what it is started with, and says which settings that are, and who says so. */
import { useId, useState } from 'react'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { plainWords } from '../content/prose.ts'
import { STARTERS } from '../content/startedBy.ts'
import { isStartedLike, startedFlags, startedLike } from '../model/startedBy.ts'
import { latePart } from '../ui/latePart.tsx'
import { Prose } from '../ui/Prose.tsx'
import { useLanguage } from '../words/language.ts'
import { useParentSettingsWords } from '../words/parentSettingsWords.ts'
import './startedBy.css'

const StartedBySources = latePart(async () => (await import('./StartedBySources.tsx')).StartedBySources)

interface StartedByChoiceProps<S> {
  settings: S
  onChange: (settings: S) => void
  /** The settings that the run takes; a starter that sets another is not offered. All, if it is left out. */
  takes?: readonly string[]
}

export function StartedByChoice<S extends Partial<RunSettings>>({ settings, onChange, takes }: StartedByChoiceProps<S>) {
  const words = useParentSettingsWords()
  const language = useLanguage()
  const says = useId()
  // Several set nothing, so the last choice decides among those that fit. A link names none: then it is whoever sets just this.
  const [chosen, setChosen] = useState<string>()
  const offered = STARTERS.filter((starter) => !takes || Object.keys(starter.settings).every((key) => takes.includes(key)))
  const fitting = offered.filter((starter) => isStartedLike(settings, starter.settings))
  const flags = startedFlags(settings)
  const shown = fitting.find(({ id }) => id === chosen) ?? (flags ? fitting[0] : undefined)
  return (
    <div className="started-by">
      <label>
        <span>{words.startedBy}</span>
        <select
          className="select"
          value={shown?.id ?? ''}
          aria-describedby={says}
          onChange={({ target }) => {
            const starter = offered.find(({ id }) => id === target.value)
            setChosen(starter?.id)
            onChange(startedLike(settings, starter?.settings ?? {}))
          }}
        >
          <option value="">{words.startedByNobody}</option>
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {plainWords(name[language])}
            </option>
          ))}
        </select>
      </label>
      <div id={says} className="started-by-says">
        {shown && (
          <>
            <p>
              <Prose words={shown.says} />
            </p>
            {shown.cannot && (
              <p>
                <Prose words={shown.cannot} />
              </p>
            )}
            <p className="quiet">
              {flags ? (
                <>
                  {words.startedSets} <code>{flags}</code>
                </>
              ) : (
                words.startedSetsNothing
              )}
            </p>
            <StartedBySources ids={shown.sources} />
          </>
        )}
      </div>
    </div>
  )
}
