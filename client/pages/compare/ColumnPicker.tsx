import { memo } from 'react'
import type { Catalog } from '../../../protocol/catalog.ts'
import { type ColumnChoice, columnWord, SAME_SETTINGS, type SharedSettings } from '../../model/link.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useColumnWords } from '../../words/columnWords.ts'
import { useMessages } from '../../words/messages.ts'
import { EditionChoice } from './EditionChoice.tsx'
import type { ColumnActs } from './useColumnActs.ts'

const RealChoice = latePart(async () => (await import('./RealChoice.tsx')).RealChoice)

interface ColumnPickerProps {
  at: number
  choice: ColumnChoice
  catalog: Catalog
  settings: SharedSettings
  acts: Pick<ColumnActs, 'change'>
}

/** What a column shows: one of our strategies or a real program, then its own choices. */
export const ColumnPicker = memo(function ColumnPicker({ at, choice, catalog, settings, acts }: ColumnPickerProps) {
  const words = useMessages()
  const columnWords = useColumnWords()
  const onChange = (next: ColumnChoice): void => acts.change(at, next)
  const { strategy, specimen, recording } = choice
  const known = catalog.strategies.find(({ id }) => id === strategy)
  const real = catalog.specimens?.find((one) => one.strategy === strategy)
  const groups = [
    { label: columnWords.columnGroups.runtimes, of: catalog.strategies.filter(({ runtime }) => runtime) },
    { label: columnWords.columnGroups.plain, of: catalog.strategies.filter(({ runtime }) => !runtime) },
  ]
  const value = recording ?? (specimen === undefined ? strategy : realWord(strategy))
  const stranger = recording !== undefined || (specimen === undefined ? !known : !real)
  return (
    <div className="picker">
      <select className="select" aria-label={columnWords.column(at + 1)} value={value} onChange={(event) => onChange(chosen(event.target.value))}>
        {stranger && <option value={value}>{recording === undefined ? columnWord(choice) : words.storedRun}</option>}
        {groups.map(({ label, of }) => (
          <optgroup key={label} label={label}>
            {of.map(({ id, title }) => (
              <option key={id} value={id} translate="no">
                {title}
              </option>
            ))}
          </optgroup>
        ))}
        {catalog.specimens && catalog.specimens.length > 0 && (
          <optgroup label={columnWords.columnGroups.real}>
            {catalog.specimens.map((one) => (
              <option key={one.strategy} value={realWord(one.strategy)}>
                {words.realProgram(`${one.runtime} ${one.version}`)}
              </option>
            ))}
          </optgroup>
        )}
      </select>
      {specimen === undefined && known && <EditionChoice {...{ choice, known, onChange }} />}
      {specimen !== undefined && real && <RealChoice {...{ choice, offered: real.settings, settings, onChange }} />}
    </div>
  )

  function chosen(word: string): ColumnChoice {
    const one = catalog.specimens?.find((other) => realWord(other.strategy) === word)
    return one ? { strategy: one.strategy, specimen: SAME_SETTINGS } : { strategy: word }
  }
})

const realWord = (strategy: string): string => columnWord({ strategy, specimen: SAME_SETTINGS })
