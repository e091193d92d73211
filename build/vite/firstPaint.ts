/**
 * Puts the first paint into the built index.html: a template in every language, the small script that chooses among them
 * (client/first), and links to the files that come next. So the browser requests all of them at once after the first paint.
 * Vite itself links only statically imported files.
 */
import path from 'node:path'
import { build, type Plugin, type Rolldown, runnerImport } from 'vite'
import { LANGUAGES } from '../../protocol/language.ts'
import { FIRST_RUNS, ofLanguage, START, wordsFolder } from './comesFirst.ts'
import { type LessonPageWords, lessonPage, lessonPageName } from './lessonPages.ts'

/** Who imports whom. */
type Modules = Pick<Rolldown.PluginContext, 'getModuleInfo'>

const CLIENT = path.resolve(import.meta.dirname, '../../client')
const END = '</body>'
/** The pages that open with columns, unless the link names others. */
const COLUMNS_OF = '#/ #/compare'
/** What every page requests from the server. */
const ASKED = ['api/describe', 'api/check'].map((href) => `<link rel="preload" as="fetch" crossorigin href="./${href}">`).join('')

/** `files`: for a site of plain files. */
export function firstPaintModule(files: boolean): Plugin {
  return {
    name: 'first-paint',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const index = bundle['index.html']
        if (index?.type !== 'asset') throw new Error('the build has no index.html')
        const html = String(index.source)
        if (!html.includes(END)) throw new Error(`index.html has no ${END}`)
        const script = this.getFileName(this.emitFile({ type: 'asset', name: 'first.js', source: await firstScript() }))
        const { firstPaint: paint, pages, noScript, lessonWords } = await clientSide()
        const start = filesOf([START], bundle)
        const links = linksOfPages(pages, (page) => filesOf([page], bundle).filter((one) => !start.includes(one)))
        const templates = [
          ...LANGUAGES.map(({ id }) => {
            // The words come with a file that the start has, too.
            const words = filesOf(ofLanguage(id), bundle).filter((one) => !start.includes(one))
            return template(id, `${linksTo(words)}${linksOfPages(pages, (page) => wordsOf(page, id, bundle, this))}${paint(id, files)}`)
          }),
          template('pages', `${linksTo(start)}${files ? '' : ASKED}${links}${linksTo(filesOf([FIRST_RUNS], bundle), COLUMNS_OF, 'data-no-columns')}`),
        ]
        for (const { id } of LANGUAGES) this.emitFile({ type: 'asset', fileName: lessonPageName(id), source: lessonPage(id, lessonWords(id)) })
        const without = `<noscript>${LANGUAGES.map(({ id }) => noScript(id, lessonPageName(id))).join('')}</noscript>`
        // Changed in place, because the site's plugin copies the page for frames.
        index.source = html.replace(END, () => `${without}\n    ${templates.join('\n    ')}\n    <script src="./${script}"></script>\n  ${END}`)
      },
    },
  }
}

const template = (name: string, content: string): string => `<template data-first="${name}">${content}</template>`

/** Bundles first.ts as a classic script, which runs before the first paint. A module would not. */
async function firstScript(): Promise<string> {
  const made = await build({
    configFile: false,
    root: CLIENT,
    logLevel: 'warn',
    build: {
      write: false,
      copyPublicDir: false,
      modulePreload: false,
      rolldownOptions: { input: path.join(CLIENT, 'first/first.ts'), output: { format: 'iife' } },
    },
  })
  const [output] = Array.isArray(made) ? made : [made]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('client/first/first.ts gave no script')
  return chunk.code
}

interface ClientSide {
  firstPaint(language: string, files: boolean): string
  noScript(language: string, lessons: string): string
  lessonWords(language: string): LessonPageWords
  pages: readonly { of: string; file: string }[]
}

/** Runs the page's own components and texts at build time. */
async function clientSide(): Promise<ClientSide> {
  return (await runnerImport<ClientSide>(path.join(CLIENT, 'first/FirstPaint.tsx'), { configFile: false, root: CLIENT, logLevel: 'warn' })).module
}

/** The messages that a page fetches in a language: what its modules import late. Its files may hold more than that. */
function wordsOf(page: string, language: string, bundle: Rolldown.OutputBundle, modules: Modules): string[] {
  const folder = path.join(CLIENT, wordsFolder(language))
  const first = filesOf(ofLanguage(language), bundle)
  const found = new Set<string>()
  const seen = new Set<string>()
  const waiting = [path.join(CLIENT, page)]
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    if (seen.has(module)) continue
    seen.add(module)
    const { importedIds, dynamicallyImportedIds } = modules.getModuleInfo(module) ?? { importedIds: [], dynamicallyImportedIds: [] }
    waiting.push(...importedIds)
    for (const later of dynamicallyImportedIds) {
      const file = later.startsWith(folder) ? chunkOf(later, bundle)?.fileName : undefined
      if (file !== undefined && !first.includes(file)) found.add(file)
    }
  }
  return [...found]
}

/** The chunk that holds a module. Several modules that are imported late may share one. */
function chunkOf(module: string, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk | undefined {
  return Object.values(bundle).find((one): one is Rolldown.OutputChunk => one.type === 'chunk' && one.moduleIds.includes(module))
}

/** All files that the modules import statically, and their styles. */
function filesOf(modules: readonly string[], bundle: Rolldown.OutputBundle): string[] {
  const scripts = new Set<string>()
  const styles = new Set<string>()
  const take = (file: string): void => {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk' || scripts.has(file)) return
    scripts.add(file)
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
    chunk.imports.forEach(take)
  }
  for (const module of modules) {
    const chunk = chunkOf(path.join(CLIENT, module), bundle)
    if (!chunk) throw new Error(`the build has no chunk for ${module}; say in comesFirst.ts what comes first`)
    take(chunk.fileName)
  }
  return [...scripts, ...styles]
}

/** Links to what each page needs: one to each file, with the pages that need it. */
function linksOfPages(pages: readonly Pick<ClientSide['pages'][number], 'of' | 'file'>[], filesOfPage: (page: string) => readonly string[]): string {
  const needed = new Map<string, string[]>()
  for (const { of, file: page } of pages)
    for (const file of filesOfPage(page)) {
      const others = needed.get(file)
      if (others) others.push(of)
      else needed.set(file, [of])
    }
  return [...needed].map(([file, of]) => linksTo([file], of.join(' '))).join('')
}

/** Links to files that come next. `of`: the pages that need them; first.ts reads it. */
function linksTo(files: readonly string[], of?: string, more = ''): string {
  const page = of === undefined ? '' : ` data-of="${of}" ${more}`.trimEnd()
  return files
    .map((file) => `<link ${file.endsWith('.css') ? 'rel="preload" as="style"' : 'rel="modulepreload"'} crossorigin href="./${file}"${page}>`)
    .join('')
}
