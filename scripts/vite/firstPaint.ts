/**
 * What is painted first, put into the built index.html: in both languages, as templates, with the small script that chooses
 * among them (client/first), and word of the files that come next, so that the browser asks for all of them at
 * once when that is painted. Vite itself names those of static imports only.
 */
import path from 'node:path'
import { build, type Plugin, type Rolldown, runnerImport } from 'vite'

const CLIENT = path.resolve(import.meta.dirname, '../../client')
const LANGUAGES = ['en', 'ja'] as const
const END = '</body>'
/** What a page of a language needs before it draws anything; the pages are those that FirstPaint.tsx has words of. */
const START = 'app/start.tsx'
const OF_LANGUAGE = (language: string): string[] => [`ui/messages.${language}.ts`, `content/notes.${language}.ts`]
const OF_PAGE: Record<string, string> = { '#/': 'pages/ComparePage.tsx', '#/lab': 'pages/LabPage.tsx' }

/** `files`: for a site of plain files. */
export function firstPaint(files: boolean): Plugin {
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
        const templates = await Promise.all(LANGUAGES.map(async (language) => templateOf(language, await paintOf(language, files), bundle)))
        // In place: the site's own plugin copies it for frames.
        index.source = html.replace(END, () => `${templates.join('\n    ')}\n    <script src="./${script}"></script>\n  ${END}`)
      },
    },
  }
}

/** As one classic script: it is run before the page is painted, and a module would not be. */
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

interface FirstPaint {
  firstPaint(language: string, files: boolean): string
}

async function paintOf(language: string, files: boolean): Promise<string> {
  const { module } = await runnerImport<FirstPaint>(path.join(CLIENT, 'first/FirstPaint.tsx'), { configFile: false, root: CLIENT, logLevel: 'warn' })
  return module.firstPaint(language, files)
}

/** The links of a page stand with its words: whoever takes away the words takes away the links. */
function templateOf(language: string, paint: string, bundle: Rolldown.OutputBundle): string {
  const ours = linksTo([START, ...OF_LANGUAGE(language)], bundle)
  const withPages = paint.replace(/<div data-of="([^"]+)">/g, (whole, page: string) => {
    const file = OF_PAGE[page]
    if (!file) throw new Error(`FirstPaint.tsx has words of ${page}: say in firstPaint.ts which file it is`)
    return `${whole}${linksTo([file], bundle)}`
  })
  return `<template data-first="${language}">${ours}${withPages}</template>`
}

/** All that modules import at once, and their styles. */
function linksTo(modules: readonly string[], bundle: Rolldown.OutputBundle): string {
  const found = new Set<string>()
  const styles = new Set<string>()
  const take = (file: string): void => {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk' || found.has(file)) return
    found.add(file)
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
    chunk.imports.forEach(take)
  }
  for (const module of modules) {
    const chunk = Object.values(bundle).find((one) => one.type === 'chunk' && one.facadeModuleId === path.join(CLIENT, module))
    if (!chunk) throw new Error(`the build has no chunk for ${module}; say in firstPaint.ts what comes first`)
    take(chunk.fileName)
  }
  return [
    ...[...found].map((file) => `<link rel="modulepreload" crossorigin href="./${file}">`),
    ...[...styles].map((file) => `<link rel="preload" as="style" crossorigin href="./${file}">`),
  ].join('')
}
