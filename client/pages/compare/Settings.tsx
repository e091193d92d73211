import { type ReactNode, useState } from 'react'
import { commandOf } from '../../model/command.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useMessages } from '../../words/messages.ts'
import type { SettingsRowProps } from './SettingsRow.tsx'
import './settings.css'

const SettingsRow = latePart(async () => (await import('./SettingsRow.tsx')).SettingsRow)

/** The settings that all columns share: a line that says them, and controls when it is opened. */
/** `children`: what to do about a change, beside it. */
export function Settings({ children, ...props }: SettingsRowProps & { children: ReactNode }) {
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
      {children}
    </details>
  )
}
