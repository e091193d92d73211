/** The one place where transport, store and views meet. Settings go down, events come up. */
import { useMemo, useState } from 'react'
import { commandOf } from '../model/command.ts'
import { LanguageContext, MESSAGES } from '../ui/language.ts'
import { Column } from '../views/Compare/Column.tsx'
import { Passport } from '../views/Passport/Passport.tsx'
import { NOBODY, Settings, type SharedSettings } from '../views/Settings/Settings.tsx'
import { Terminal } from '../views/Terminal/Terminal.tsx'
import { Header } from './Header.tsx'
import { useLaboratory } from './useLaboratory.ts'
import { usePreferences } from './usePreferences.ts'

const FIRST_COLUMNS = ['rust', 'go', 'ruby', 'nim']

export function App() {
  const { language, setLanguage, theme, setTheme } = usePreferences()
  const [columns, setColumns] = useState<readonly string[]>(FIRST_COLUMNS)
  const { catalog, check, reach, logs, runs, runAll, cancel } = useLaboratory(columns)
  const [chosen, setChosen] = useState<SharedSettings>({})
  const words = MESSAGES[language]
  const root = check?.sandbox ? check.sandbox.uids === 'any' : check?.uid === 0
  // Ruby forks when it is privileged: as root one would never see its vfork.
  const settings = useMemo((): SharedSettings => (root ? { uid: NOBODY, ...chosen } : chosen), [root, chosen])
  const refusal = reach.is === 'refused' ? reach.refusal : null

  return (
    <LanguageContext value={language}>
      <Header language={language} onLanguage={setLanguage} theme={theme} onTheme={setTheme} reach={reach} />
      <main data-runs={runs}>
        <p className="intro">{words.intro}</p>
        {refusal && (
          <div role="alert" className="refusal">
            <strong>{words.alertTitle}:</strong> {refusal.message}. {refusal.cure}. <em>{words.recordedInstead}</em> <code>{refusal.code}</code>
          </div>
        )}
        {catalog && (
          <>
            <Settings settings={settings} catalog={catalog} root={root} onChange={setChosen} />
            <p className="run-bar">
              <button type="button" className="run" disabled={reach.is !== 'open' || runs === 'running'} onClick={() => void runAll(settings)}>
                ▶ {words.runAll}
              </button>
              {runs === 'running' && (
                <button type="button" onClick={cancel}>
                  {words.cancel}
                </button>
              )}
              <span className="hint">{words.pinned}</span>
            </p>
            <section className="compare" aria-label={words.compare}>
              {columns.map((id, at) => {
                const log = logs[at]
                if (!log) return null
                const change = (next: string): void => setColumns(columns.with(at, next))
                return (
                  <Column
                    key={at}
                    at={at}
                    id={id}
                    catalog={catalog}
                    log={log}
                    command={commandOf({ ...settings, strategy: id })}
                    language={language}
                    onChange={change}
                  />
                )
              })}
            </section>
            <Passport columns={columnsOf()} catalog={catalog} asked={[...Object.keys(settings.signal ?? {}), ...(settings.block ?? []), 'PIPE']} />
            <h2>{words.terminals}</h2>
            <div className="terminals">
              {columnsOf().map(({ id, title, log }, at) => (
                <Terminal key={`${at}:${id}`} title={title} log={log} />
              ))}
            </div>
          </>
        )}
      </main>
    </LanguageContext>
  )

  function columnsOf() {
    return columns.flatMap((id, at) => {
      const log = logs[at]
      return log ? [{ id, title: catalog?.strategies.find((strategy) => strategy.id === id)?.title ?? id, log }] : []
    })
  }
}
