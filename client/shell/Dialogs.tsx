import type { Dispatch, SetStateAction } from 'react'
import type { Language } from '../../protocol/language.ts'
import { KeySheet } from './KeySheet.tsx'
import { Palette } from './Palette.tsx'
import type { Theme } from './themes.ts'

export type DialogName = 'keys' | 'palette'

interface DialogsProps {
  open: DialogName | null
  onOpen: Dispatch<SetStateAction<DialogName | null>>
  onLanguage: (language: Language) => void
  onTheme: (theme: Theme) => void
}

/** What opens over any page. No page needs it to be drawn, so its code comes when the browser has time. */
export function Dialogs({ open, onOpen, onLanguage, onTheme }: DialogsProps) {
  // A dialog says that it has closed a moment later, when another may be open.
  const close = (dialog: DialogName): void => onOpen((current) => (current === dialog ? null : current))
  return (
    <>
      <Palette open={open === 'palette'} onClose={() => close('palette')} onLanguage={onLanguage} onTheme={onTheme} onKeys={() => onOpen('keys')} />
      <KeySheet open={open === 'keys'} onClose={() => close('keys')} />
    </>
  )
}
