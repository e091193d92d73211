/**
 * Decides into how many files the code goes. The bundler would split it into two hundred, and each file costs half a kilobyte of headers
 * and, over HTTP/1.1, a place among six at a time. So what a page needs at the same time is one file, also where several modules
 * import it late: the bundler lets modules that are imported late share one.
 */
import path from 'node:path'
import type { Rolldown } from 'vite'
import { languageFolder } from '../../client/content/languageFolder.ts'
import { LANGUAGES } from '../../protocol/language.ts'
import { HOME, LATER_WORDS, ofLanguage, SEAT, START, wordsFolder } from './comesFirst.ts'

const CLIENT = path.resolve(import.meta.dirname, '../../client')
/** Small, and shared by so many pages that a file of its own would cost more. */
const EVERY_PAGE = [
  START,
  ...['ui/useRefusalWords.ts', 'ui/ArticleCredit.tsx', 'ui/Prose.tsx', 'ui/latePart.tsx', 'ui/saveFile.ts', 'runs/useEndOnLeave.ts'],
  // What the dialogs offer leads to the Lab and to Compare.
  ...['model/labLink.ts', 'model/offers.ts'],
  // Fetched at once on every page of a server, to hear how it is.
  'transport/live.ts',
]
const FIRST_FIGURE = [
  HOME,
  ...['views/Terminal/Terminal.tsx', 'model/shortened.ts', 'model/playedSignals.ts', 'store/useRunLog.ts', 'store/useRunLogs.ts'],
  // The styles of what stands below it are small.
  ...['Memory/memory', 'Passport/passport', 'Transcript/transcript', 'Observer/observer'].map((view) => `views/${view}.css`),
  ...['pages/compare/columns.css', 'pages/compare/settings.css'],
]
/** The page of a seat, which is drawn without the rest. */
const SEAT_PAGE = [SEAT, 'transport/channel.ts']
/** What stands below a first figure, whichever page has it. */
const BELOW = ['Memory/Memory', 'Passport/Passport', 'Transcript/Transcript', 'Transcript/TranscriptTable', 'Moments/MomentWhy', 'Timeline/TimelineSaid'].map(
  (view) => `views/${view}.tsx`,
)
const SIDE_BY_SIDE = ['pages/compare/SideBySide.tsx']
const OBSERVER = ['pages/lab/LabObserver.tsx']
/** What lessons, claims, incidents and the glossary share. */
const TEACHING = ['words/teachingWords.ts', 'styles/teaching.css']
const LESSONS = ['pages/lessons/LessonsPage.tsx']
/** The code of the columns beside the first, and the notes on it. The Lab begins with Ruby's, which is a file of its own. */
const COLUMNS = ['go', 'nim']
const DIALOGS = ['shell/Dialogs.tsx']

/**
 * The start of the page must not wait for the rest. So what both use is a group of its own: Vite's import helper, and what says that
 * the rest did not come. Each later group takes what is left.
 */
export const CHUNKS: Rolldown.CodeSplittingGroup[] = [
  {
    name: 'begin',
    test: /vite\/preload-helper|ui\/servedBuild|runs\/(beginsInClass|hashAddress)|class\/(classStorage|keptClass|places)/,
    priority: 9,
  },
  // What the page of a seat shares with every other, so that a phone in a class fetches no more than this.
  {
    debugName: 'both',
    name: (module, graph) => (importedBy(SEAT_PAGE, graph).has(module) && importedBy(EVERY_PAGE, graph).has(module) ? 'both' : null),
    priority: 8,
  },
  { debugName: 'page', name: (module, graph) => (importedBy(EVERY_PAGE, graph).has(module) ? 'page' : null), priority: 7 },
  { debugName: 'figure', name: (module, graph) => (importedBy(FIRST_FIGURE, graph).has(module) ? 'figure' : null), priority: 6 },
  // The icons of several other pages: a file each would be a request each.
  { name: 'icons', test: /\/lucide-react\/dist\/esm\/icons\//, minShareCount: 2, priority: 5 },
  { debugName: 'below', name: (module, graph) => (importedBy(BELOW, graph).has(module) ? 'below' : null), priority: 4 },
  { debugName: 'dialogs', name: (module, graph) => (importedBy(DIALOGS, graph).has(module) ? 'dialogs' : null), priority: 3 },
  { debugName: 'sideBySide', name: (module, graph) => (importedBy(SIDE_BY_SIDE, graph).has(module) ? 'sideBySide' : null), priority: 3 },
  { debugName: 'observer', name: (module, graph) => (importedBy(OBSERVER, graph).has(module) ? 'observer' : null), priority: 3 },
  { debugName: 'teaching', name: (module, graph) => (importedBy(TEACHING, graph).has(module) ? 'teaching' : null), priority: 4 },
  { debugName: 'lessons', name: (module, graph) => (importedBy(LESSONS, graph).has(module) ? 'lessons' : null), priority: 3 },
  { name: 'columns', test: new RegExp(`native/strategies/(${COLUMNS.join('|')})\\.c\\?listing`), priority: 3 },
  ...LANGUAGES.flatMap(({ id }): Rolldown.CodeSplittingGroup[] => {
    const notes = COLUMNS.map((strategy) => `../content/${languageFolder(id)}strategies/${strategy}/steps.md?notes`)
    const lab = [`${wordsFolder(id)}lab.ts`, ...['catalog.json?whole', 'check.json'].map((name) => `../content/languages/${id}/${name}`)]
    const later = LATER_WORDS.map((name) => `${wordsFolder(id)}${name}.ts`)
    return [
      { debugName: `words-${id}`, name: (module, graph) => (importedBy(ofLanguage(id), graph).has(module) ? `words-${id}` : null), priority: 2 },
      { debugName: `later-${id}`, name: (module, graph) => (importedBy(later, graph).has(module) ? `later-${id}` : null), priority: 1 },
      { debugName: `lab-${id}`, name: (module, graph) => (importedBy(lab, graph).has(module) ? `lab-${id}` : null), priority: 1 },
      { debugName: `notes-${id}`, name: (module, graph) => (importedBy(notes, graph).has(module) ? `notes-${id}` : null), priority: 1 },
    ]
  }),
]

/** The icons' own index. It imports all of them, so a walk through it would take each icon of any page for one that every page needs. */
const ICONS = /\/lucide-react\/dist\/esm\/lucide-react\.mjs$/

/** The icons that a module names, each with its file. */
function iconsOf(module: string, index: string, graph: Rolldown.ChunkingContext): string[] {
  const code = graph.getModuleInfo(module)?.code ?? ''
  const named = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']lucide-react["']/g)].flatMap(([, names = '']) => names.split(','))
  const all = graph.getModuleInfo(index)?.code ?? ''
  return named.flatMap((name) => {
    const icon = name.trim().split(' ')[0] ?? ''
    const file = new RegExp(`\\bdefault as ${icon}\\b[^}]*\\} from ['"]\\./([^'"]+)['"]`).exec(all)?.[1]
    return icon === '' || file === undefined ? [] : [path.join(path.dirname(index), file)]
  })
}

const known = new WeakMap<Rolldown.ChunkingContext, Map<readonly string[], Set<string>>>()

/** Modules of the client and everything that they import statically. */
function importedBy(entries: readonly string[], graph: Rolldown.ChunkingContext): Set<string> {
  const counted = known.get(graph) ?? new Map<readonly string[], Set<string>>()
  known.set(graph, counted)
  const before = counted.get(entries)
  if (before) return before
  const found = new Set<string>()
  const waiting = entries.map((entry) => path.join(CLIENT, entry))
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (found.has(module)) continue
    found.add(module)
    for (const imported of graph.getModuleInfo(module)?.importedIds ?? []) {
      waiting.push(...(ICONS.test(imported) ? iconsOf(module, imported, graph) : [imported]))
    }
  }
  counted.set(entries, found)
  return found
}
