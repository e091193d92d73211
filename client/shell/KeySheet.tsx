import { ArticleCredit } from '../ui/ArticleCredit.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useDialogWords } from '../words/dialogWords.ts'
import { useMessages } from '../words/messages.ts'

/** Every key that the pages listen to. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useMessages()
  const { keys: rows } = useDialogWords()
  return (
    <Dialog title={words.keys.title} open={open} onClose={onClose}>
      <dl className="keys-sheet">
        {rows.map(({ keys, does }) => (
          <div key={does} style={{ display: 'contents' }}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <ArticleCredit />
    </Dialog>
  )
}
