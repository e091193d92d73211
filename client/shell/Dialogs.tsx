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

/** Dialogs that open over any page. No page needs them to be drawn, so their code loads when the browser is idle. */
export function Dialogs({ open, onOpen, onLanguage, onTheme }: DialogsProps) {
  // A dialog reports its closing a moment later, when another may already be open.
  const close = (dialog: DialogName): void => onOpen((current) => (current === dialog ? null : current))
  return (
    <>
      <Palette open={open === 'palette'} onClose={() => close('palette')} onLanguage={onLanguage} onTheme={onTheme} onKeys={() => onOpen('keys')} />
      <KeySheet open={open === 'keys'} onClose={() => close('keys')} />
    </>
  )
}
