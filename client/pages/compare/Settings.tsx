import { memo, useState } from 'react'
import { StaleNote } from '../../figures/StaleFigure.tsx'
import { commandOf } from '../../model/command.ts'
import type { Staleness } from '../../model/staleRun.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useMessages } from '../../words/messages.ts'
import type { SettingsRowProps } from './SettingsRow.tsx'
import './settings.css'

const SettingsRow = latePart(async () => (await import('./SettingsRow.tsx')).SettingsRow)

interface SettingsProps extends SettingsRowProps {
  /** Whether some figure is of other settings: what to do about a change stands beside it. */
  stale: Staleness
}

/** The settings that all columns share: a line that says them, and controls when it is opened. A run does not draw it. */
export const Settings = memo(function Settings({ stale, ...props }: SettingsProps) {
  const words = useMessages()
  const { uid: _uid, ...withoutUid } = props.settings
  const said = commandOf({ ...withoutUid, strategy: '' })
    .replace(/^spawnscope run ?/, '')
    .trim()
  const [opened, setOpened] = useState(said !== '')
  return (
    <details className="settings" open={said !== ''} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>
        {words.settings}{' '}
        <span className="settings-now" translate="no">
          {said}
        </span>
      </summary>
      {opened && <SettingsRow {...props} />}
      <StaleNote is={stale} />
    </details>
  )
})
