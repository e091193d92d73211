/** A place for a log of strace, what was read of it, and the list of its starts. The page sends it nowhere. */
import { FileUp, X } from 'lucide-react'
import { useId } from 'react'
import { useOwnWords } from '../../words/ownWords.ts'
import { LogReport } from './LogReport.tsx'
import { StartList } from './StartList.tsx'
import { type LogFile, type LogFileActs, MAX_LOG_MB } from './useLogFile.ts'
import './importLog.css'

interface ImportLogProps {
  file: LogFile
  onOpen: LogFileActs['open']
  onClose: LogFileActs['close']
  onList: LogFileActs['list']
  onShow: LogFileActs['show']
}

export function ImportLog({ file, onOpen, onClose, onList, onShow }: ImportLogProps) {
  const words = useOwnWords()
  const id = useId()

  function take(chosen: File | undefined): void {
    if (chosen) onOpen(chosen.name, chosen)
  }

  return (
    <section className="panel import-log" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.importTitle}</h2>
      <p>{words.importText}</p>
      <p className="import-buttons">
        <label className="button">
          <FileUp aria-hidden="true" /> {words.importChoose}
          <input
            type="file"
            className="visually-hidden"
            accept=".log,.strace,.txt,.ndjson,.jsonl,text/plain,application/x-ndjson"
            onChange={({ target }) => {
              take(target.files?.[0])
              // So that the same file can be chosen again, after it has changed.
              target.value = ''
            }}
          />
        </label>
        {file.is !== 'none' && (
          <button type="button" className="button" onClick={onClose}>
            <X aria-hidden="true" /> {file.is === 'reading' ? words.importCancel : words.importClose}
          </button>
        )}
      </p>
      <p role="status">{said(file, words)}</p>
      {file.is === 'reading' && <progress value={file.share} aria-label={words.importReading(file.name, Math.round(file.share * 100))} />}
      {(file.is === 'open' || file.is === 'empty') && <LogReport report={file} />}
      {file.is === 'open' && file.list.all > 0 && <StartList list={file.list} chosen={file.figure.start?.seq} onList={onList} onShow={onShow} />}
    </section>
  )
}

function said(file: LogFile, words: ReturnType<typeof useOwnWords>): string {
  switch (file.is) {
    case 'none':
      return ''
    case 'reading':
      return words.importReading(file.name, Math.round(file.share * 100))
    case 'failed':
      return { big: words.importBig(file.name, MAX_LOG_MB), broken: words.importBroken(file.name), gone: words.importGone(file.name) }[file.why]
    case 'empty':
      return words.importNothing(file.name)
    case 'open': {
      const { events, all, start } = file.figure
      const part = events.length < all ? words.importPart(events.length, all) : ''
      return [words.importFound(file.events, file.name), start ? '' : words.importNoWindow, part].filter((text) => text !== '').join(' · ')
    }
  }
}
