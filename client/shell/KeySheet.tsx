import { ArticleCredit } from '../ui/ArticleCredit.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { KeyList } from '../ui/KeyList.tsx'
import { useDialogWords } from '../words/dialogWords.ts'
import { useMessages } from '../words/messages.ts'

/** Every key that the pages listen to. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useMessages()
  const { keys: rows } = useDialogWords()
  return (
    <Dialog title={words.keys.title} open={open} onClose={onClose}>
      <KeyList rows={rows} />
      <ArticleCredit />
    </Dialog>
  )
}
