import { saveFile } from '../ui/saveFile.ts'
import { exportWordsIn } from '../words/exportWords.ts'
import { useLanguage } from '../words/language.ts'
import { useMessages } from '../words/messages.ts'
import { EXPORT_FORMATS, type ExportedRun, fileOf } from './exportFormats.ts'

/** The formats of a run. Each file is made when its button is pressed. */
export function ExportList({ name, title, events, onDone }: ExportedRun & { onDone: () => void }) {
  const { exportRunAs } = useMessages()
  const words = exportWordsIn(useLanguage())
  return (
    <fieldset>
      <legend>{exportRunAs}</legend>
      {EXPORT_FORMATS.map((format) => (
        <button
          key={format.id}
          type="button"
          className="button"
          data-tone="plain"
          onClick={() => {
            saveFile(fileOf(format, events(), title, words), `${name}.${format.ending}`)
            onDone()
          }}
        >
          {words.files[format.id]}
        </button>
      ))}
    </fieldset>
  )
}
