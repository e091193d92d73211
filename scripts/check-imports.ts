/**
 * Who may import whom, deny by default: a folder may import itself and what its row lists.
 * Biome formats the imports, so a pattern finds them; circles are Biome's noImportCycles.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')

/** First match wins. `may`: folders of ours, then packages; a package row allows what starts with it. */
const TABLE: { from: RegExp; may: RegExp[] }[] = [
  { from: /\.test\.tsx?$|^client\/model\/testing\//, may: [/./] },
  { from: /^protocol\//, may: [/^protocol\//, /^zod\/mini$/] },
  { from: /^client\/model\//, may: [/^client\/model\//, /^protocol\//, /^diff$/] },
  { from: /^client\/store\/use\w+\.ts$/, may: [/^client\/(store|model)\//, /^protocol\//, /^react$/] },
  { from: /^client\/store\//, may: [/^client\/(store|model)\//, /^protocol\//] },
  { from: /^client\/transport\//, may: [/^client\/transport\//, /^protocol\//, /^partysocket/] },
  { from: /^client\/content\//, may: [/^client\/(content|model)\//, /^content\//, /^native\/strategies\//, /^protocol\//] },
  { from: /^client\/ui\//, may: [/^client\/(ui|content|model|store)\//, /^protocol\//, /^(react|lucide-react)$/] },
  {
    from: /^client\/views\/(\w+)\//,
    may: [/^client\/(ui|store|model|content)\//, /^protocol\//, /^(react|lucide-react)$/, /^(@xterm\/|xterm-readline$)/, /^d3-(scale|shape)$/],
  },
  { from: /^client\/pages\//, may: [/^client\/(pages|views|app|ui|store|model|content)\//, /^protocol\//, /^(react|wouter|lucide-react)$/] },
  { from: /^client\//, may: [/^client\//, /^protocol\//, /^(react|wouter|lucide-react)/, /^content\//] },
  {
    from: /^server\//,
    may: [
      /^server\//,
      /^protocol\//,
      /^node:/,
      /^(express|ws|helmet|pino|pino-http|express-static-gzip|close-with-grace|rate-limiter-flexible|ioredis|prom-client|zod\/mini|vite)$/,
    ],
  },
  { from: /^(scripts|e2e|native)\//, may: [/./] },
]

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  const named = /^(?:import|export|\}) (?:.* )?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'/gm
  const found = [...text.matchAll(named)].map((match) => match.slice(1).find((target) => target !== undefined) ?? '')
  return found.map((target) => (target.startsWith('.') ? path.normalize(path.join(path.dirname(file), target)) : target))
}

function allowed(file: string, target: string): boolean {
  const row = TABLE.find(({ from }) => from.test(file))
  if (!row) return false
  const view = /^client\/views\/(\w+)\//.exec(file)?.[1]
  // A view may import itself, never another view.
  if (view !== undefined && target.startsWith(`client/views/${view}/`)) return true
  return row.may.some((pattern) => pattern.test(target))
}

const faults: string[] = []
let checked = 0
for (const file of ['protocol', 'client', 'server', 'scripts', 'e2e', 'native'].flatMap(sources)) {
  for (const target of importsOf(file)) {
    checked += 1
    if (!allowed(file, target)) faults.push(`${file} may not import ${target}`)
  }
}

// A spec that brings its own `test` would not be watched for breaks of the Content Security Policy.
for (const file of sources('e2e').filter((name) => name.endsWith('.spec.ts'))) {
  checked += 1
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  if (!text.includes("import { test } from './watched.ts'")) faults.push(`${file} must import { test } from './watched.ts', not from @playwright/test`)
}

// The watched must not know the watcher: the contract, what stands beside it, and the libc.
const WATCHED = { 'native/strategies': ['strategy.h', 'raw.h'], 'native/hazards': ['experiment.h', 'strategy.h'] }
for (const [folder, headers] of Object.entries(WATCHED)) {
  for (const name of readdirSync(path.join(ROOT, folder))) {
    const text = readFileSync(path.join(ROOT, folder, name), 'utf8')
    for (const [, header = ''] of text.matchAll(/#include "([^"]+)"/g)) {
      checked += 1
      if (!headers.includes(header)) faults.push(`${folder}/${name} may include ${headers.join(' and ')} and libc, not ${header}`)
    }
  }
}

for (const fault of faults) console.error(`check-imports: ${fault}`)
if (checked === 0) faults.push('nothing was checked')
console.log(`check-imports: ${checked} imports, ${faults.length} not allowed (the table is in scripts/check-imports.ts)`)
process.exitCode = faults.length > 0 ? 1 : 0
