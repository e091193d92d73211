/**
 * Every suite of `npm test`, cheap ones first: what it is called, whether it is for every day (`npm run check`), what it needs
 * and takes, and how it tells how many tests passed and failed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../setup/stamp.mjs'
import { findBrowser } from './browser.mjs'
import { run } from './run.mjs'

/**
 * @typedef {{ passed: number, failed: number, skipped?: number }} Count
 * @typedef {(text: string) => void} Tell
 * @typedef {object} Suite
 * @property {string} name
 * @property {boolean} [daily] It belongs to `npm run check`.
 * @property {number} [cores] How many processors it keeps busy (1).
 * @property {string} [uses] What no other suite may use meanwhile: a folder that is built.
 * @property {(tell: Tell, env?: Record<string, string>) => Promise<Count>} run
 */

const REPORTS = path.join(ROOT, 'node_modules/.cache/spawnscope/reports')
const bin = (file) => [process.execPath, path.join(ROOT, 'node_modules', file)]
const tsx = (file, ...args) => [process.execPath, '--import', 'tsx', path.join(ROOT, file), ...args]
const make = (...words) => ['make', '--no-print-directory', '-s', '-C', 'native', ...words]
/** The helper that check-asan has built. Leaks are not looked for: that needs ptrace itself. */
const SANITIZED = { SPAWNSCOPE_HELPER: path.join(ROOT, 'native/build/asan/spawnscope'), ASAN_OPTIONS: 'detect_leaks=0' }
/** Of native/tests, what runs every way of the helper: the others ask about its speech, or build real runtimes. */
const WAYS = ['strategies', 'editions', 'hazards', 'deep', 'bench'].map((name) => `native/tests/${name}.test.ts`)

/** @type {readonly Suite[]} */
export const SUITES = [
  daily(command('format and lint', ...bin('@biomejs/biome/bin/biome'), 'ci', '--diagnostic-level=warn', '.')),
  ...['protocol', 'client/tsconfig.model.json', 'client', 'tsconfig.node.json'].map((project) =>
    daily(command(`types of ${project}`, ...bin('typescript/bin/tsc'), '--noEmit', '-p', project)),
  ),
  daily(command('imports', ...tsx('scripts/check/imports.ts'))),
  daily(command('JavaScript before the first figure', ...tsx('scripts/check/size.ts'))),
  daily(command('lockfile', ...tsx('scripts/check/lock.ts'))),
  daily(command('changelog', ...tsx('scripts/check/changelog.ts'))),
  daily(command('workflows', ...tsx('scripts/check/workflows.ts'))),
  daily(command('dev container', ...tsx('scripts/check/devContainer.ts'))),
  daily(command('dead code', ...bin('knip/bin/knip.js'))),
  daily(command('wire header is current', ...tsx('build/wire.ts', '--check'))),
  daily(command('seccomp filters are current', process.execPath, path.join(ROOT, 'scripts/check/filters.mjs'))),
  daily(command('deploy files', ...tsx('scripts/check/deploy.ts'))),
  daily(needing('clang-format', 'clang-format', command('layout of the C code', ...make('format-check')))),
  daily(using('native/build', tap('unit tests in C', ...make('check')))),
  daily(vitest('content form', ['--project', 'content'], { brief: true })),
  daily(vitest('unit tests in TypeScript', ['--project', 'unit'], { brief: true })),
  build('builds with clang, no warning', 'clang', 'clang', { CC: 'clang', BUILD: 'build/clang' }),
  using(
    'native/build/aarch64',
    build('builds for aarch64, no warning', 'aarch64-linux-gnu-gcc', 'gcc-aarch64-linux-gnu libc6-dev-arm64-cross', {
      CC: 'aarch64-linux-gnu-gcc',
      BUILD: 'build/aarch64',
    }),
  ),
  build('clean under gcc -fanalyzer', 'gcc', 'gcc', { CC: 'gcc', BUILD: 'build/analyzed', CFLAGS: '-O1 -g -fanalyzer' }),
  using('native/build/asan', tap('unit tests in C under ASan and UBSan', ...make('check-asan'))),
  needing('clang', 'clang libclang-rt-dev', tap('fuzzers, a bounded run', ...make('fuzz'))),
  using('native/build', tap('a run leaves nothing behind', ...make('leaves-nothing'))),
  using('native/build/asan', withEnv(SANITIZED, vitest('strategies under ASan and UBSan', ['--project', 'native', ...WAYS]))),
  using(
    'native/build/asan',
    withEnv({ ...SANITIZED, DIFF_TIMES: '1' }, tap('differential test under ASan and UBSan', process.execPath, 'native/tests/differential.mjs')),
  ),
  tap('differential test against strace', process.execPath, 'native/tests/differential.mjs'),
  // npm pack cross-compiles there.
  using('native/build/aarch64', vitest('package: installed and used by a stranger', ['--project', 'package'])),
  using('native/build', vitest('live: helper, sandbox, server', ['--project', 'native', '--project', 'live'])),
  playwright(),
]

/** @param {Suite} suite @returns {Suite} */
function daily(suite) {
  return { ...suite, daily: true }
}

/** @param {string} folder @param {Suite} suite @returns {Suite} */
function using(folder, suite) {
  return { ...suite, uses: folder }
}

/** @param {Record<string, string>} env @param {Suite} suite @returns {Suite} */
function withEnv(env, suite) {
  return { ...suite, run: (tell) => suite.run(tell, env) }
}

/** Where the program is missing, the suite is skipped with the reason, and fails where CI=true. */
function needing(program, packages, suite) {
  return {
    ...suite,
    async run(tell, env) {
      if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0) return suite.run(tell, env)
      return skipped(tell, `there is no ${program}. Cure: apt-get install ${packages}`)
    },
  }
}

/** @param {Tell} tell @param {string} why @returns {Count} */
function skipped(tell, why) {
  tell(`  skipped: ${why}\n`)
  return { passed: 0, failed: process.env.CI === 'true' ? 1 : 0, skipped: 1 }
}

/** One command is one test. @returns {Suite} */
function command(name, ...words) {
  return {
    name,
    async run(tell) {
      let said = ''
      const { status, output } = await run(words, (text) => {
        said += text
      })
      const lines = said.trimEnd().split('\n')
      // All of what went wrong; of what is well the last line, which sums it up.
      tell(status === 0 ? `${lines.at(-1)}\n`.replace(/^\n$/, '') : said)
      if (status !== 0) return { passed: 0, failed: 1 }
      return output.startsWith('skipped: ') ? { passed: 0, failed: 0, skipped: 1 } : { passed: 1, failed: 0 }
    },
  }
}

/** The helper made in another way; a warning is an error. */
function build(name, compiler, packages, variables) {
  const words = Object.entries(variables).map(([key, value]) => `${key}=${value}`)
  return needing(compiler, packages, command(name, ...make('-j2', ...words, 'all', 'app')))
}

/** TAP: a line "ok …" or "not ok …" is one test. No such line at all is a failure, unless "skipped: …" says why. */
function tap(name, ...words) {
  return {
    name,
    async run(tell, env = {}) {
      const { status, output } = await run(words, tell, { env, show: (line) => !/^(ok |1\.\.)/.test(line) })
      const lines = output.split('\n')
      const count = (start) => lines.filter((line) => line.startsWith(start)).length
      const [passed, failed] = [count('ok '), count('not ok ')]
      const why = lines.find((line) => /^(1\.\.0 # )?skipped: /.test(line))
      if (passed + failed === 0 && status === 0 && why) return { passed: 0, failed: 0, skipped: 1 }
      return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed }
    },
  }
}

/** @returns {Suite} */
function vitest(name, words, { brief = false } = {}) {
  return {
    name,
    async run(tell, env = {}) {
      const report = reportFile(`${name.replace(/\W+/g, '-')}.json`)
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      await run([...bin('vitest/vitest.mjs'), 'run', ...reporters, ...words], tell, {
        env: { NODE_ENV: 'test', ...env },
        show: (line) => !brief || !/^ *✓|^$/.test(line),
      })
      const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, success = false } = readJson(report)
      return { passed: numPassedTests, failed: numFailedTests || (success && numPassedTests > 0 ? 0 : 1), skipped: numPendingTests }
    },
  }
}

/** @returns {Suite} */
function playwright() {
  return {
    name: 'browser tests',
    async run(tell) {
      const browser = await findBrowser()
      if (browser.why) return skipped(tell, browser.why)
      const report = reportFile('playwright.json')
      const env = {
        CHROMIUM: browser.path,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        NODE_ENV: 'test',
        ...(browser.libraries && { LD_LIBRARY_PATH: browser.libraries }),
      }
      await run([...bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], tell, { env })
      const { stats } = readJson(report)
      if (!stats) return { passed: 0, failed: 1 }
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky || (stats.expected > 0 ? 0 : 1), skipped: stats.skipped }
    },
  }
}

function reportFile(name) {
  mkdirSync(REPORTS, { recursive: true })
  const file = path.join(REPORTS, name)
  rmSync(file, { force: true })
  return file
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
