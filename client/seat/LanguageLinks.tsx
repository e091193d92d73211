/** @jsxImportSource preact */
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { keepLanguage } from '../shell/themes.ts'
import { useSeat } from './useClass.ts'

/** The bar of the other pages has this choice; here there is no bar yet. */
export function LanguageLinks() {
  const { language } = useSeat()
  const choose = (id: Language): void => keepLanguage(id)
  return (
    <p className="seat-languages">
      {LANGUAGES.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="button"
          data-tone="plain"
          lang={id}
          translate={false}
          aria-pressed={id === language}
          onClick={() => choose(id)}
        >
          {name}
        </button>
      ))}
    </p>
  )
}
