/**
 * Checks how much JavaScript loads before the first figure: the entry, the home page, the texts of one language,
 * and all that they import. What loads later (xterm, other pages) does not count.
 * Reads the built page: dist/client/.vite/manifest.json, and which file holds a module (build/vite/moduleFiles.ts). What the browser
 * really fetches until the page is at rest is counted by e2e/firstLoad.spec.ts.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { HOME, ofLanguage, SEAT, START, wordsFolder } from '../../build/vite/comesFirst.ts'
import { MODULE_FILES } from '../../build/vite/moduleFiles.ts'
import { LANGUAGES } from '../../protocol/language.ts'

const DIST = path.resolve(import.meta.dirname, '../../dist/client')
const BUDGET_KB = 150
/** The part of it that is fetched before the first paint. */
const PAINT_KB = 5
const SEAT_KB = 60
/** The editor of "Your program" and its page, beyond what every first figure needs. */
const EDITOR_KB = 180

interface Chunk {
  file: string
  imports?: string[]
  dynamicImports?: string[]
}
const manifest: Record<string, Chunk> = JSON.parse(readFileSync(path.join(DIST, '.vite/manifest.json'), 'utf8'))

const fileOf: Record<string, string> = JSON.parse(readFileSync(path.join(DIST, MODULE_FILES), 'utf8'))
const byFile = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]))

/** The file that holds a module, and all that it imports, each once. */
function closure(module: string, found = new Set<string>()): Set<string> {
  const file = fileOf[module]
  if (file === undefined) throw new Error(`check-size: the build has no ${module}; say here what is loaded first`)
  return withImports(byFile.get(file), found)
}

function withImports(chunk: Chunk | undefined, found: Set<string>): Set<string> {
  if (!chunk || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const next of chunk.imports ?? []) withImports(manifest[next], found)
  return found
}

/** The manifest lists no classic scripts, so read them from the page. */
const scripts = [...readFileSync(path.join(DIST, 'index.html'), 'utf8').matchAll(/<script src="\.\/([^"]+)"/g)].flatMap(([, file]) => file ?? [])

const kb = (file: string): number => gzipSync(readFileSync(path.join(DIST, file)), { level: 9 }).length / 1024
const before = [...scripts, ...closure('main.ts')].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + kb(file), 0)
console.log(`check-size: ${before.toFixed(1)} kB before the first paint; ${PAINT_KB} kB is the most`)
if (before > PAINT_KB) {
  console.error('check-size: too much. Cure: main.ts imports it later')
  process.exitCode = 1
}

/** What a phone in a class fetches until the class looks at a figure (client/seat). */
for (const { id: language } of LANGUAGES) {
  const words = ['room.ts', 'seatNames.ts'].map((name) => `${wordsFolder(language)}${name}`)
  const files = [...new Set([...scripts, ...['main.ts', SEAT, ...words].flatMap((key) => [...closure(key)])])].filter((file) => file.endsWith('.js'))
  const total = files.reduce((sum, file) => sum + kb(file), 0)
  console.log(`check-size: ${total.toFixed(1)} kB for a seat of a class (${language}); ${SEAT_KB} kB is the most`)
  if (total > SEAT_KB) {
    console.error('check-size: too much. Cure: client/seat imports nothing of the figures, and no React')
    process.exitCode = 1
  }
}

/** With the largest of what the editor fetches for a language, or to show a difference. */
const editor = 'pages/own/editor.ts'
for (const { id: language } of LANGUAGES) {
  const sum = (files: Iterable<string>): number => [...files].filter((file) => file.endsWith('.js')).reduce((total, file) => total + kb(file), 0)
  const everyPage = new Set(['main.ts', START, HOME, ...ofLanguage(language)].flatMap((key) => [...closure(key)]))
  const files = new Set([...['pages/own/OwnPage.tsx', editor, `${wordsFolder(language)}own.ts`].flatMap((key) => [...closure(key)])])
  const later = (byFile.get(fileOf[editor] ?? '')?.dynamicImports ?? []).map((key) => withImports(manifest[key], new Set()))
  const beyond = (some: ReadonlySet<string>, known: ReadonlySet<string>): number => sum([...some].filter((file) => !known.has(file)))
  const total = beyond(files, everyPage) + Math.max(...later.map((some) => beyond(some, new Set([...files, ...everyPage]))))
  console.log(`check-size: ${total.toFixed(1)} kB for the editor of a program (${language}); ${EDITOR_KB} kB is the most`)
  if (!(total <= EDITOR_KB)) {
    console.error('check-size: too much. Cure: import() what the first Run does not need')
    process.exitCode = 1
  }
}

let most = 0
for (const { id: language } of LANGUAGES) {
  const first = ['main.ts', START, HOME, ...ofLanguage(language)]
  const files = [...new Set([...scripts, ...first.flatMap((key) => [...closure(key)])])].filter((file) => file.endsWith('.js'))
  const sizes = files.map((file) => ({ file, size: kb(file) }))
  const total = sizes.reduce((sum, { size }) => sum + size, 0)
  most = Math.max(most, total)
  console.log(`${language}: ${total.toFixed(1)} kB`)
  for (const { file, size } of sizes.toSorted((a, b) => b.size - a.size)) console.log(`  ${size.toFixed(1).padStart(6)} kB  ${file}`)
  if (files.some((file) => file.includes('openTerminal'))) {
    console.error('check-size: xterm is loaded before the first figure. Cure: import it when a terminal is opened')
    process.exitCode = 1
  }
}
console.log(`check-size: ${most.toFixed(1)} kB of JavaScript (gzip) before the first figure; ${BUDGET_KB} kB is the most`)
if (most > BUDGET_KB) {
  console.error('check-size: too much. Cure: import() what the first figure does not need, or raise the budget with a reason in docs/performance.md')
  process.exitCode = 1
}
