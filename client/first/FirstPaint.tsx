/**
 * What is painted before any of the page's own code has come: the bar, and of two pages what they say first. Made into
 * index.html when the page is built (build/vite/firstPaint.ts), by the same components and words that then take its place.
 */
import { renderToStaticMarkup } from 'react-dom/server'
import { Router } from 'wouter'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import { useHashPath } from '../runs/hashLocation.ts'
import { Header } from '../shell/Header.tsx'
import { homeOf, PAGES } from '../shell/pages.ts'
import { SiteBadge } from '../shell/SiteBadge.tsx'
import { PageLead } from '../ui/PageLead.tsx'
import { useLabWords } from '../words/labWords.ts'
import { LanguageContext } from '../words/language.ts'
import { loadWords } from '../words/messageGroup.ts'
import { messagesOf } from '../words/messages.ts'

// Who imports this at build time can import nothing more afterwards.
await Promise.all(LANGUAGES.map(({ id }) => loadWords(id)))

/** Every page: its address, and by convention its file. */
export const pages: readonly { of: string; file: string }[] = PAGES.map((page) => ({
  of: `#${homeOf(page)}`,
  file: `pages/${page.id}/${page.id.charAt(0).toUpperCase()}${page.id.slice(1)}Page.tsx`,
}))

/** Its HTML in a language. `files`: for a site of plain files. Controls are off: nobody would hear them yet. */
export function firstPaint(language: Language, files: boolean): string {
  const html = renderToStaticMarkup(<FirstPaint language={language} files={files} />)
  return html.replace(/<(button|input|select) /g, '<$1 disabled="" ')
}

/** No page is the current one: which it is, the address says. */
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
      <main aria-busy="true">
        <div data-of="#/">
          <PageLead title={words.tagline} text={words.intro} />
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
