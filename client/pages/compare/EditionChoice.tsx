import { useState } from 'react'
import type { Strategy } from '../../../protocol/catalog.ts'
import { editionNamed } from '../../model/known.ts'
import type { ColumnChoice } from '../../model/link.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useMessages } from '../../words/messages.ts'

const OwnSwitches = latePart(async () => (await import('./OwnSwitches.tsx')).OwnSwitches)

type Edition = Strategy['editions'][number]

interface EditionChoiceProps {
  choice: ColumnChoice
  known: Strategy
  onChange: (choice: ColumnChoice) => void
}

/** A strategy's edition, and those of its own switches that lead to another mechanism. */
export function EditionChoice({ choice: { strategy, edition, set = {} }, known, onChange }: EditionChoiceProps) {
  const words = useMessages()
  const [open, setOpen] = useState(false)
  const today = known.editions.find(({ aliases }) => aliases.includes('today'))?.name
  const chosen = editionNamed(known, edition)
  const sayEdition = ({ versions, mechanism, aliases }: Edition): string =>
    words.editionOption(words.versions(versions), mechanism, aliases.includes('article'))
  const choose = (next: string | undefined, own: Record<string, string>): void =>
    onChange({ strategy, ...(next !== undefined && next !== today && { edition: next }), ...(Object.keys(own).length > 0 && { set: own }) })
  return (
    <>
      {known.editions.length > 1 && (
        <select
          className="select"
          aria-label={words.edition(known.title)}
          title={chosen && sayEdition(chosen)}
          value={chosen?.name}
          onChange={(event) => choose(event.target.value, set)}
        >
          {known.editions.map((one) => (
            <option key={one.name} value={one.name}>
              {sayEdition(one)}
            </option>
          ))}
        </select>
      )}
      {known.settings.some(({ kind }) => kind === 'switch') && (
        <details className="picker-switches" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{words.ownSettings(Object.keys(set).length)}</summary>
          {open && <OwnSwitches strategy={known} set={set} onChange={(own) => choose(edition, own)} />}
        </details>
      )}
    </>
  )
}
