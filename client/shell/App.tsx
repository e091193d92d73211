/** The only place where transport, store and pages meet. Settings go down, events come up. */
import { Suspense, useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { classMoves, onClass } from '../class/classroom.ts'
import { CapabilitiesContext } from '../runs/capabilities.ts'
import { useHashPath, useHashQuery } from '../runs/hashLocation.ts'
import { outside } from '../runs/outside/chosen.ts'
import { useClassPart } from '../runs/useClassroom.ts'
import { useOpenCapabilities } from '../runs/useOpenCapabilities.ts'
import { RunOrderContext } from '../runs/useRunOrder.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { fetchedPart } from '../ui/fetchedPart.ts'
import { onFirstUse } from '../ui/firstUse.ts'
import { FetchLinesContext } from '../ui/Sources/fetchLines.ts'
import { takesKey } from '../ui/takesKey.ts'
import { PaceContext } from '../ui/usePace.ts'
import { LanguageContext } from '../words/language.ts'
import { messagesOf } from '../words/messages.ts'
import type { DialogName } from './Dialogs.tsx'
import { siteBadge } from './fetchedBadge.ts'
import { Header } from './Header.tsx'
import { PAGES, pageAt } from './pages.ts'
import { usePreferences } from './usePreferences.ts'
import { useTryAgain } from './useTryAgain.ts'

/** Loaded with the first request for lines. */
const sourceLines = async (id: string) => (await import('../runs/sourceLines.ts')).sourceLines(id, outside)

/** No page needs them to be drawn. They load once there is a reader, so that they also open if the network goes. */
const dialogs = fetchedPart(async () => (await import('./Dialogs.tsx')).Dialogs)

/** Only whoever leads a class has it. */
const teacherBar = fetchedPart(async () => (await import('./TeacherBar.tsx')).TeacherBar)

export function App() {
  return (
    <Router hook={useHashPath} searchHook={useHashQuery}>
      <Shell />
    </Router>
  )
}

function Shell() {
  const { language, setLanguage, theme, setTheme, paces, orders } = usePreferences()
  const capabilities = useOpenCapabilities()
  const [open, setOpen] = useState<DialogName | null>(null)
  const [opened, setOpened] = useState(false)
  if (open !== null && !opened) setOpened(true)
  const [path] = useLocation()
  const words = messagesOf(language)
  const page = pageAt(path)
  const role = useClassPart((here) => here?.as)
  const moves = useSyncExternalStore(onClass, classMoves)
  // On the wall the class has the room.
  const bare = page?.bare || role === 'screen'

  useEffect(() => {
    document.title = page && page.path !== '/' ? `${words.pages[page.id]} · Spawnscope` : `Spawnscope: ${words.tagline}`
  }, [page, words])
  useEffect(
    () =>
      onFirstUse(() => {
        dialogs.load().catch(() => {})
        import('./dropAnywhere.ts').catch(() => {})
      }),
    [],
  )
  const { reach } = capabilities
  useTryAgain(path, reach.is)
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === '?' && !takesKey(event)) setOpen('keys')
      if (event.key === 'k' && (event.ctrlKey || event.metaKey) && !document.querySelector('dialog[open]')) {
        event.preventDefault()
        setOpen('palette')
      }
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])

  return (
    <LanguageContext value={language}>
      <FetchLinesContext value={sourceLines}>
        <PaceContext value={paces}>
          <RunOrderContext value={orders}>
            <CapabilitiesContext value={capabilities}>
              {!bare && (
                <>
                  <button type="button" className="button skip-link" onClick={() => document.getElementById('main')?.focus()}>
                    {words.skip}
                  </button>
                  <Header
                    language={language}
                    onLanguage={setLanguage}
                    theme={theme}
                    onTheme={setTheme}
                    reach={reach}
                    onKeys={() => setOpen('keys')}
                    onPalette={() => setOpen('palette')}
                  />
                </>
              )}
              {role === 'teacher' && !page?.bare && (
                <Boundary>
                  <Suspense>
                    <teacherBar.Component />
                  </Suspense>
                </Boundary>
              )}
              {(reach.is === 'lost' || reach.is === 'offline') && (
                <p className="unreachable" role="alert">
                  {words.unreachable[reach.is]}
                </p>
              )}
              {siteBadge && (
                <Boundary>
                  <Suspense>
                    <siteBadge.Component bare={page?.bare === true} />
                  </Suspense>
                </Boundary>
              )}
              <Boundary what="page" of={path}>
                <Suspense key={moves} fallback={<main aria-busy="true">{words.loading}</main>}>
                  <Switch>
                    {PAGES.map(({ path: route, Component }) => (
                      <Route key={route} path={route} component={Component} />
                    ))}
                    <Route>
                      <main id="main" tabIndex={-1} className="no-page">
                        <h1>{words.noPage.title}</h1>
                        <p>
                          {words.noPage.text} <a href="#/">{words.pages.home}</a>
                        </p>
                      </main>
                    </Route>
                  </Switch>
                </Suspense>
              </Boundary>
              {opened && (
                <Boundary of={open}>
                  <Suspense>
                    <dialogs.Component open={page?.bare && open === 'palette' ? null : open} onOpen={setOpen} onLanguage={setLanguage} onTheme={setTheme} />
                  </Suspense>
                </Boundary>
              )}
            </CapabilitiesContext>
          </RunOrderContext>
        </PaceContext>
      </FetchLinesContext>
    </LanguageContext>
  )
}
