/**
 * What a newcomer forgets is named by the compiler: docs/howto says so, and here something of each kind is added to a copy of the
 * sources, alone in its one place, and tsc must name the others.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Specimen } from '../../protocol/specimen.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const SOURCES = ['client', 'protocol', 'scripts/record', 'content/sources', 'content/languages']
/** All that is written by hand and asks for one of them. */
const CONFIG = {
  extends: './tsconfig.base.json',
  compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: ['node', 'vite/client'], jsx: 'react-jsx' },
  include: ['client', 'protocol', 'scripts/record/normalise.ts'],
  exclude: ['**/*.test.ts', '**/testing'],
}

let copy: string
let complaints: string[]

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'spawnscope-places-'))
  for (const folder of SOURCES) cpSync(path.join(ROOT, folder), path.join(copy, folder), { recursive: true })
  cpSync(path.join(ROOT, 'tsconfig.base.json'), path.join(copy, 'tsconfig.base.json'))
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'))
  writeFileSync(path.join(copy, 'tsconfig.json'), JSON.stringify(CONFIG))
  add('protocol/events.ts', '  Finding,\n', "  z.strictObject({ ...line, kind: z.literal('scratch-event'), task: count, child: count }),\n")
  add(
    'client/shell/pages.ts',
    'const ROWS = [\n',
    "  { path: '/scratch', id: 'scratchPage', listed: 'bar', bare: false, ...fetchedPart(async () => () => null) },\n",
  )
  const { stdout } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', copy], { cwd: copy, encoding: 'utf8' })
  complaints = stdout.split('\n').filter((line) => /^\S+\(\d+,\d+\): error/.test(line))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function add(file: string, after: string, text: string): void {
  const before = readFileSync(path.join(copy, file), 'utf8')
  if (before.split(after).length !== 2) throw new Error(`${file} has no longer one place for a row more: ${after}`)
  writeFileSync(path.join(copy, file), before.replace(after, `${after}${text}`))
}

/** The compiler cuts the long union short where it names the type that phased.ts asks for. */
const OF_EVENT = /scratch-event|lacks ending return statement|type 'Alone'/

const filesOf = (pattern: RegExp): string[] => [...new Set(complaints.filter((line) => pattern.test(line)).map((line) => line.slice(0, line.indexOf('('))))]

it('an event kind: what is known after it, its step, its line, its recording, and whose tasks it names', () => {
  expect(filesOf(OF_EVENT).toSorted()).toEqual([
    'client/model/likeness/phased.ts',
    'client/model/moment.ts',
    'client/model/story.ts',
    'client/model/straceLines.ts',
    'scripts/record/normalise.ts',
  ])
})

it('a page: its name in the messages', () => {
  expect(filesOf(/scratchPage/)).toContain('client/shell/Header.tsx')
})

it('and the compiler complains of nothing else', () => {
  expect(complaints.filter((line) => !OF_EVENT.test(line) && !/scratchPage/.test(line))).toEqual([])
})

const folders = ['strategies', 'runtimes'].flatMap((kind) => readdirSync(path.join(ROOT, 'content', kind)).map((id) => path.join(ROOT, 'content', kind, id)))
const manifests = folders.map((folder) => path.join(folder, 'specimen/specimen.json')).filter((file) => existsSync(file))

it.each(['runtime', 'version', 'package', 'check', 'source', 'build', 'run', 'editions', 'window', 'settings'])(
  'a real program: a manifest without %s is refused by that name',
  (key) => {
    const [file = ''] = manifests
    const { [key]: _, ...rest } = JSON.parse(readFileSync(file, 'utf8'))
    expect(Specimen.safeParse(rest).error?.issues.map((issue) => issue.path)).toEqual([[key]])
  },
)
