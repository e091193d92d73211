/** What works on this machine, and what to do about the rest. */
import { RefreshCw } from 'lucide-react'
import type { Check } from '../../../protocol/catalog.ts'
import { checkWords, knownCheckWords, programName } from '../../content/checkTexts.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { Colon } from '../../ui/Colon.tsx'
import { latePart } from '../../ui/latePart.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useCheckWords } from '../../words/checkWords.ts'
import { useLanguage } from '../../words/language.ts'
import './check.css'

const RecordedEnvironment = import.meta.env.PLAIN_FILES ? latePart(async () => (await import('./RecordedEnvironment.tsx')).RecordedEnvironment) : null

export function CheckPage() {
  const words = useCheckWords()
  const { catalog, check, reach } = useCapabilities()
  const refusal = reach.is === 'refused' ? reach.refusal : null
  const refused = useRefusalWords(refusal)
  if (RecordedEnvironment)
    return (
      <main id="main" tabIndex={-1} className="check">
        <RecordedEnvironment />
      </main>
    )
  const shown = check ? 'check' : reach.is === 'none' || refusal ? 'none' : 'wait'
  return (
    <main id="main" tabIndex={-1} className="check" data-shown={shown}>
      <h1>{words.title}</h1>
      {reach.is === 'none' && !check && (
        <p className="note">
          {words.none} <code>{words.install}</code>
        </p>
      )}
      {/* A server without a helper cannot check anything, but knows why. */}
      {(check || refusal) && (
        <p className="check-verdict" data-live={check?.live === true && !refusal} role="status">
          {check?.live && !refusal ? words.live : words.notLive}
        </p>
      )}
      {refusal && (
        <p className="alert">
          <code>{refusal.code}</code> {refused}
        </p>
      )}
      {check && (
        <>
          <Items items={check.items} />
          {check.sandbox && <Sandbox report={check.sandbox} />}
          <p className="quiet">
            {catalog && words.helper(catalog.helper, catalog.arch)}
            {catalog?.libc && words.libc([catalog.libc.name, catalog.libc.version].filter(Boolean).join(' '), catalog.libc.static)}
            <br />
            {words.uid(check.uid)}
          </p>
          <button type="button" className="button" onClick={() => location.reload()}>
            <RefreshCw aria-hidden="true" /> {words.again}
          </button>
        </>
      )}
    </main>
  )
}

function Items({ items }: Pick<Check, 'items'>) {
  const language = useLanguage()
  const words = useCheckWords()
  return (
    <ul className="check-items">
      {items.map(({ name, works, needed, found, cure }) => (
        <li key={name} className="panel" data-works={works} data-needed={needed}>
          <h2>{words.names[name] ?? programName(name) ?? name}</h2>
          <p className="check-state">{works ? words.yes : needed ? words.no.needed : words.no.optional}</p>
          {found !== '' && (
            <p className="quiet">
              <Found text={found} />
            </p>
          )}
          {cure !== null && (
            <p>
              <strong>
                {words.columns.cure}
                <Colon />
              </strong>
              {checkWords(cure, language)}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** In the reader's language, or in the machine's own words: a version, a message of another program. */
function Found({ text }: { text: string }) {
  const known = knownCheckWords(text, useLanguage())
  return known ?? <span translate="no">{text}</span>
}

/** A server reports more than the helper does: the sandbox around each run. */
function Sandbox({ report }: { report: NonNullable<Check['sandbox']> }) {
  const language = useLanguage()
  const words = useCheckWords()
  return (
    <section className="panel" data-works={report.level >= 3}>
      <h2>{words.sandbox}</h2>
      <p className="check-state">
        {words.level(report.level)}
        <Colon />
        <span translate="no">{report.name}</span>
      </p>
      <p>{report.words[language] ?? report.words.en}</p>
      {report.waiting > 0 && <p>{words.waiting(report.waiting)}</p>}
      {report.found && (
        <p className="quiet">
          <Found text={report.found} />
        </p>
      )}
      {report.cure && (
        <p>
          <strong>
            {words.columns.cure}
            <Colon />
          </strong>
          {report.cure[language] ?? report.cure.en}
        </p>
      )}
    </section>
  )
}
