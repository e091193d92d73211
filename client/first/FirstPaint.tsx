/**
 * The first paint, before any of the page's own code has loaded: the bar and, for two pages, their opening words. The build
 * writes it into index.html (build/vite/firstPaint.ts), with the components and messages that later replace it.
 */
import { renderToStaticMarkup } from 'react-dom/server'
import { Router } from 'wouter'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { useHashPath } from '../runs/hashLocation.ts'
import { Header } from '../shell/Header.tsx'
import { homeOf, PAGES } from '../shell/pages.ts'
import { SiteBadge } from '../shell/SiteBadge.tsx'
import { PageLead } from '../ui/PageLead.tsx'
import { WaysIn } from '../ui/WaysIn.tsx'
import { useLabWords } from '../words/labWords.ts'
import { LanguageContext } from '../words/language.ts'
import { loadWords } from '../words/messageGroup.ts'
import { messagesOf } from '../words/messages.ts'
import { teachingWordsOf } from '../words/teachingWords.ts'

// Load all messages now: the build cannot import anything after it has loaded this module.
await Promise.all(LANGUAGES.map(({ id }) => loadWords(id)))

/** Every page: its address, and its file. */
export const pages: readonly { of: string; file: string }[] = PAGES.map((page) => ({
  of: `#${homeOf(page)}`,
  file: page.id === 'home' ? 'pages/compare/HomePage.tsx' : `pages/${page.id}/${page.id.charAt(0).toUpperCase()}${page.id.slice(1)}Page.tsx`,
}))

/** The HTML in a language. `files`: for a site of plain files. Controls are disabled, because no code listens to them yet. */
export function firstPaint(language: Language, files: boolean): string {
  const html = renderToStaticMarkup(<FirstPaint language={language} files={files} />)
  return html.replace(/<(button|input|select) /g, '<$1 disabled="" ')
}

/** For a browser without scripts: where the lessons stand as plain HTML. */
export function noScript(language: Language, lessons: string): string {
  const words = messagesOf(language)
  return renderToStaticMarkup(
    <p lang={language}>
      {words.noScript} <a href={`./${lessons}`}>{teachingWordsOf(language)?.lessons.title}</a>
    </p>,
  )
}

/** What stands around the lessons as plain HTML. */
export function lessonWords(language: Language): { title: string; intro: string; kinds: Record<string, string>; fact: { checked: string; read: string } } {
  const words = teachingWordsOf(language)
  if (!words) throw new Error(`content/languages/${language}/page/teaching.ts is not there`)
  return { ...words.lessons, fact: words.fact }
}

/** Marks no page as the current one: only the address knows it, at run time. */
const nowhere = Object.assign((): [string, () => void] => ['/nowhere', nothing], { hrefs: useHashPath.hrefs })
const noQuery = (): string => ''
function nothing(): void {}

function FirstPaint({ language, files }: { language: Language; files: boolean }) {
  const words = messagesOf(language)
  return (
    <LanguageContext value={language}>
      <Router hook={nowhere} searchHook={noQuery}>
        <Header
          language={language}
          onLanguage={nothing}
          theme="auto"
          onTheme={nothing}
          reach={files ? { is: 'files' } : { is: 'connecting' }}
          onKeys={nothing}
          onPalette={nothing}
        />
      </Router>
      {files && <SiteBadge bare={false} />}
      {/* Shown by notStarted.ts, which has no words of its own. */}
      <div className="failed" data-not-started="" hidden>
        <p role="alert">{words.failed.notStarted}</p>
        <p className="failed-cure">
          <button type="button" className="button" data-tone="primary">
            {words.failed.reload}
          </button>
        </p>
      </div>
      <main aria-busy="true">
        <div data-of="#/">
          <PageLead title={words.tagline} text={words.intro}>
            <WaysIn />
          </PageLead>
        </div>
        <div data-of="#/lab">
          <LabLead />
        </div>
      </main>
    </LanguageContext>
  )
}

function LabLead() {
  const { title, intro } = useLabWords()
  return <PageLead title={title} text={intro} />
}
