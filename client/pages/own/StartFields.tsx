/** What the program is started with: arguments, standard input, and the state of its signals. */
import { useState } from 'react'
import type { OwnDraft, OwnStartWords } from '../../model/ownDraft.ts'
import { OWN_SETTINGS } from '../../runs/ownAddress.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useOwnWords } from '../../words/ownWords.ts'

type Signals = OwnDraft['signals']
const StartedByChoice = latePart(async () => (await import('../../figures/StartedByChoice.tsx')).StartedByChoice<Signals>)
const StartedWith = latePart(async () => (await import('../../figures/StartedWith.tsx')).StartedWith<Signals>)

interface StartFieldsProps {
  draft: OwnDraft
  onDraft: (draft: OwnDraft) => void
}

export function StartFields({ draft, onDraft }: StartFieldsProps) {
  const words = useOwnWords()
  const { args, stdin, signals, lines } = draft
  const [open, setOpen] = useState(args !== '' || stdin !== '' || !lines || Object.keys(signals).length > 0)
  const put = (start: Partial<OwnStartWords>): void => onDraft({ ...draft, ...start })
  return (
    <details className="own-start" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.startedWith}</summary>
      {open && (
        <div className="own-start-fields">
          <label>
            {words.args}
            <textarea className="field" rows={2} value={args} spellCheck={false} translate="no" onChange={({ target }) => put({ args: target.value })} />
          </label>
          <label>
            {words.stdin}
            <textarea className="field" rows={2} value={stdin} spellCheck={false} translate="no" onChange={({ target }) => put({ stdin: target.value })} />
          </label>
          <StartedByChoice settings={signals} takes={OWN_SETTINGS} onChange={(next) => put({ signals: next })} />
          <StartedWith settings={signals} onChange={(next) => put({ signals: next })} />
          <label className="own-check">
            <input type="checkbox" checked={lines} onChange={({ target }) => put({ lines: target.checked })} />
            <span>
              {words.lines} <span className="quiet">{words.linesWhy}</span>
            </span>
          </label>
        </div>
      )}
    </details>
  )
}
