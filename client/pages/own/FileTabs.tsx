/** The files of a program. The first is compiled or started, and keeps its name. */
import { Plus, X } from 'lucide-react'
import { OWN_LIMITS } from '../../../protocol/ownRun.ts'
import { fileAdded, fileRemoved, type OwnDraft, renamed } from '../../model/ownDraft.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useOwnWords } from '../../words/ownWords.ts'

interface FileTabsProps {
  draft: OwnDraft
  onDraft: (draft: OwnDraft) => void
  readOnly: boolean
}

export function FileTabs({ draft, onDraft, readOnly }: FileTabsProps) {
  const words = useOwnWords()
  const { files, shown } = draft
  if (readOnly && files.length === 1) return null
  return (
    <div className="own-files">
      {files.length > 1 && (
        <Toggle
          label={words.files}
          value={String(shown)}
          onChange={(at) => onDraft({ ...draft, shown: Number(at) })}
          options={files.map(({ name }, at) => ({ value: String(at), label: name, name: true }))}
        />
      )}
      {!readOnly && files.length < OWN_LIMITS.files && (
        <button type="button" className="button" onClick={() => onDraft(fileAdded(draft))}>
          <Plus aria-hidden="true" /> {words.addFile}
        </button>
      )}
      {!readOnly && shown > 0 && (
        <>
          <label>
            {words.fileName}{' '}
            <input
              className="field"
              value={files[shown]?.name}
              spellCheck={false}
              autoCapitalize="none"
              translate="no"
              onChange={({ target }) => onDraft(renamed(draft, target.value))}
            />
          </label>
          <IconButton plain label={words.removeFile(files[shown]?.name ?? '')} onClick={() => onDraft(fileRemoved(draft))}>
            <X aria-hidden="true" />
          </IconButton>
        </>
      )}
    </div>
  )
}
