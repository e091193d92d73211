/** How a program of each language is compiled and started in its sandboxes: one row each. Paths are those inside. Pure but for `findToolchains`. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { OWN_ENDING, type OwnFile, type OwnLanguage } from '../../protocol/own.ts'
import go from './go.json' with { type: 'json' }

/** Where the visitor's files, and the toolchain, stand in the sandbox of the compiler. */
export const SOURCE_FOLDER = '/src'
const TOOLCHAIN = '/toolchain'
const GO_CACHE = '/gocache'
/** Where the program stands in the sandbox of the run, and what the compiler has to make. */
export const OWN = '/own'
export const MADE = '/tmp/program'

export interface OwnToolchain {
  language: OwnLanguage
  /** As the compiler says it itself. */
  version: string
  /** Folders that the compiler sees, by their path inside. */
  binds: Readonly<Record<string, string>>
  env: Readonly<Record<string, string>>
  deadlineMs: number
  /** What the compiler says last if all is well; its reader need not hear it. */
  wellSaid: string
  compile: (files: readonly OwnFile[]) => string[]
  /** False: the files themselves are started. */
  makes: boolean
  /** `lines`: with what tells the tracer which line of a script runs. */
  start: (files: readonly OwnFile[], lines: boolean) => string[]
}

interface Row {
  language: OwnLanguage
  /** Where its compiler may be; the first that exists and answers. */
  places: readonly string[]
  asks: readonly string[]
  /** A compiler outside of /usr sees its own folder: so many steps above the compiler. */
  rootAbove?: number
  deadlineMs: number
  env?: Readonly<Record<string, string>>
  /** Folders of this machine that it sees as well, if they are there. */
  sees?: readonly string[]
  /** Files beside the visitor's. */
  beside?: readonly OwnFile[]
  compile: (compiler: string, sources: readonly string[]) => string[]
  makes: boolean
  wellSaid?: string
  /** The words of an interpreter before the script: with what tells its lines, and without. */
  before?: Readonly<Record<'lines' | 'plain', readonly string[]>>
}

/** What tells the tracer which line of a script runs (native/preludes). */
const PRELUDES = '/app/preludes'
const HOME = '/tmp'
/** Of its time on a processor the compiler has less (limitsOfCompiler); one that is read from a cold disk for the first time takes many seconds more. */
const COMPILED_MS = 30_000
const CHECKED_MS = 8_000

const ROWS: readonly Row[] = [
  {
    language: 'c',
    places: ['/usr/bin/gcc', '/usr/bin/cc', '/usr/bin/clang'],
    asks: ['--version'],
    deadlineMs: COMPILED_MS,
    makes: true,
    compile: (cc, sources) => [
      ...[cc, '-std=gnu17', '-g', '-Og', '-fno-omit-frame-pointer', '-fasynchronous-unwind-tables', '-Wall', '-pthread', '-o', MADE],
      ...sources.filter((source) => source.endsWith('.c')),
    ],
  },
  {
    language: 'rust',
    places: ['/usr/bin/rustc', '/usr/local/bin/rustc', '{home}/.cargo/bin/rustc'],
    asks: ['--version'],
    rootAbove: 2,
    deadlineMs: COMPILED_MS,
    makes: true,
    compile: (rustc, [main = '']) => [rustc, '--edition', '2021', '-g', '-C', 'opt-level=0', '-C', 'force-frame-pointers=yes', '-o', MADE, main],
  },
  {
    language: 'go',
    places: go.places,
    asks: ['version'],
    rootAbove: 2,
    deadlineMs: COMPILED_MS,
    // A cache that cannot be written is read all the same, so nobody copies it. scripts/setup/goCache.mjs fills it.
    env: { GOCACHE: GO_CACHE, ...go.environment },
    beside: [{ name: 'go.mod', content: go.module }],
    makes: true,
    compile: (compiler) => [compiler, 'build', '-o', MADE, '.'],
  },
  {
    language: 'ruby',
    places: ['/usr/bin/ruby', '/usr/local/bin/ruby'],
    asks: ['--version'],
    deadlineMs: CHECKED_MS,
    makes: false,
    compile: (ruby, [main = '']) => [ruby, '-wc', main],
    wellSaid: 'Syntax OK\n',
    before: { lines: ['-W:no-experimental', '-r', `${PRELUDES}/prelude.rb`], plain: ['-W:no-experimental'] },
  },
  {
    language: 'nim',
    places: ['/usr/bin/nim', '/usr/local/bin/nim'],
    // Debian keeps the path of its library there.
    sees: ['/etc/nim'],
    asks: ['--version'],
    deadlineMs: COMPILED_MS,
    makes: true,
    compile: (nim, [main = '']) => [nim, 'c', '--nimcache:/tmp/n', '--debugger:native', '--lineDir:on', '--hints:off', '--colors:off', `-o:${MADE}`, main],
  },
  {
    language: 'python',
    places: ['/usr/bin/python3', '/usr/local/bin/python3'],
    asks: ['--version'],
    deadlineMs: CHECKED_MS,
    makes: false,
    // py_compile would write beside the source.
    compile: (python, [main = '']) => [python, '-c', 'import sys; compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec")', main],
    before: { lines: [`${PRELUDES}/prelude.py`], plain: [] },
  },
  {
    language: 'node',
    places: ['/usr/bin/node', '/usr/local/bin/node'],
    asks: ['--version'],
    deadlineMs: CHECKED_MS,
    makes: false,
    compile: (node, [main = '']) => [node, '--check', main],
    before: { lines: ['-r', `${PRELUDES}/prelude.cjs`], plain: [] },
  },
]

/** The name that the first file of a program has. */
export const mainOf = (language: OwnLanguage): string => `main${OWN_ENDING[language]}`

/** Asks each compiler of this machine for its version. `goCache`: where setup prepares one; Go is offered only with that of its version. */
export async function findToolchains(home: string, goCache: string): Promise<OwnToolchain[]> {
  const found = await Promise.all(ROWS.map((row) => findToolchain(row, home, goCache)))
  return found.filter((toolchain) => toolchain !== null)
}

async function findToolchain(row: Row, home: string, goCache: string): Promise<OwnToolchain | null> {
  for (const place of row.places) {
    const found = place.replace('{home}', home)
    const version = existsSync(found) ? await firstLine(found, row.asks) : null
    if (version === null) continue
    if (row.language === 'go' && version !== cachedVersion(goCache)) return null
    return toolchainOf(row, realpathSync(await compilerBehind(found)), version, goCache)
  }
  return null
}

/** Null without a cache. */
function cachedVersion(goCache: string): string | null {
  const file = path.join(goCache, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

/** A compiler that is read from a cold disk may take ten seconds until it says anything. */
const ANSWER_MS = 60_000
const run = promisify(execFile)

/** Null: it does not answer. */
async function firstLine(compiler: string, asks: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await run(compiler, [...asks], { encoding: 'utf8', timeout: ANSWER_MS })
    return (stdout.split('\n')[0] ?? '').trim()
  } catch {
    return null
  }
}

/** rustup's rustc chooses a toolchain by files of its user, which the sandbox does not have. */
async function compilerBehind(found: string): Promise<string> {
  if (path.basename(found) !== 'rustc') return found
  const root = await firstLine(found, ['--print', 'sysroot'])
  const behind = path.join(root ?? '', 'bin', path.basename(found))
  return root !== null && existsSync(behind) ? behind : found
}

function toolchainOf(row: Row, compiler: string, version: string, goCache: string): OwnToolchain {
  const above = row.rootAbove ?? 0
  const root = path.resolve(compiler, ...Array.from({ length: above }, () => '..'))
  const own = above > 0 && !compiler.startsWith('/usr/')
  const inside = own ? path.join(TOOLCHAIN, path.relative(root, compiler)) : compiler
  const names = (files: readonly OwnFile[]): string[] => files.map(({ name }) => path.posix.join(SOURCE_FOLDER, name))
  const { language, deadlineMs, makes, before, wellSaid = '' } = row
  return {
    ...{ language, version, deadlineMs, makes, wellSaid },
    binds: {
      ...Object.fromEntries((row.sees ?? []).filter((folder) => existsSync(folder)).map((folder) => [folder, folder])),
      ...(own && { [TOOLCHAIN]: root }),
      ...(language === 'go' && { [GO_CACHE]: goCache }),
    },
    env: { HOME, ...(own && language === 'go' && { GOROOT: TOOLCHAIN }), ...row.env },
    compile: (files) => row.compile(inside, names(files)),
    start: (files, lines) =>
      before ? [inside, ...before[lines ? 'lines' : 'plain'], path.posix.join(OWN, files[0]?.name ?? '')] : [path.posix.join(OWN, path.basename(MADE))],
  }
}

/** The files that stand in SOURCE_FOLDER: the visitor's, and those that the language wants beside them, if he has none of that name. */
export function placedFiles(language: OwnLanguage, files: readonly OwnFile[]): OwnFile[] {
  const beside = ROWS.find((row) => row.language === language)?.beside ?? []
  return [...files, ...beside.filter(({ name }) => !files.some((file) => file.name === name))]
}
