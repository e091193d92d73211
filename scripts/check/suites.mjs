/** Every suite of `npm test`, cheap ones first. A suite tells how many tests passed and failed. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../setup/stamp.mjs'
import { findBrowser } from './browser.mjs'

const REPORTS = path.join(ROOT, 'node_modules/.cache/spawnscope/reports')
const bin = (file) => [process.execPath, path.join(ROOT, 'node_modules', file)]
const tsx = (file, ...args) => [process.execPath, '--import', 'tsx', path.join(ROOT, file), ...args]

const make = (...words) => ['make', '--no-print-directory', '-s', '-C', 'native', ...words]
/** The helper that check-asan has built. Leaks are not looked for: that needs ptrace itself. */
const SANITIZED = { SPAWNSCOPE_HELPER: path.join(ROOT, 'native/build/asan/spawnscope'), ASAN_OPTIONS: 'detect_leaks=0' }

export const SUITES = [
  check('format and lint', ...bin('@biomejs/biome/bin/biome'), 'ci', '--diagnostic-level=warn', '.'),
  ...['protocol', 'client/tsconfig.model.json', 'client', 'tsconfig.node.json'].map((project) =>
    check(`types of ${project}`, ...bin('typescript/bin/tsc'), '--noEmit', '-p', project),
  ),
  check('imports', ...tsx('scripts/check/imports.ts')),
  check('JavaScript before the first figure', ...tsx('scripts/check/size.ts')),
  check('lockfile', ...tsx('scripts/check/lock.ts')),
  check('dead code', ...bin('knip/bin/knip.js')),
  check('wire header is current', ...tsx('build/wire.ts', '--check')),
  check('seccomp filters are current', process.execPath, path.join(ROOT, 'scripts/check/filters.mjs')),
  check('deploy files', ...tsx('scripts/check/deploy.ts')),
  tap('C unit tests', ...make('check')),
  tap('C unit tests under ASan and UBSan', ...make('check-asan')),
  build('builds with clang, no warning', 'clang', 'clang', { CC: 'clang', BUILD: 'build/clang' }),
  build('builds for aarch64, no warning', 'aarch64-linux-gnu-gcc', 'gcc-aarch64-linux-gnu libc6-dev-arm64-cross', {
    CC: 'aarch64-linux-gnu-gcc',
    BUILD: 'build/aarch64',
  }),
  build('clean under gcc -fanalyzer', 'gcc', 'gcc', { CC: 'gcc', BUILD: 'build/analyzed', CFLAGS: '-O1 -g -fanalyzer' }),
  needing('clang', 'clang libclang-rt-dev', tap('fuzzers, a bounded run', ...make('fuzz'))),
  tap('a run leaves nothing behind', ...make('leaves-nothing')),
  vitest('unit tests, strategies, server'),
  vitest('strategies under ASan and UBSan', ['native'], SANITIZED),
  tap('differential test against strace', process.execPath, 'native/tests/differential.mjs'),
  withEnv({ ...SANITIZED, DIFF_TIMES: '1' }, tap('differential test under ASan and UBSan', process.execPath, 'native/tests/differential.mjs')),
  playwright(),
  tap('Lighthouse', process.execPath, path.join(ROOT, 'scripts/bench/lighthouse.mjs')),
]

/** One command is one test. */
function check(name, ...command) {
  return {
    name,
    async run() {
      const { status } = await run(command)
      return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
    },
  }
}

/** The helper made in another way; a warning is an error. */
function build(name, compiler, packages, variables) {
  const words = Object.entries(variables).map(([key, value]) => `${key}=${value}`)
  return needing(compiler, packages, check(name, ...make('-j2', ...words, 'all', 'app')))
}

/** Where the program is missing, the suite is skipped with the reason, and fails where CI=true. */
function needing(program, packages, suite) {
  return {
    name: suite.name,
    async run() {
      if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0) return suite.run()
      console.log(`  skipped: there is no ${program}. Cure: apt-get install ${packages}`)
      return { passed: 0, failed: process.env.CI === 'true' ? 1 : 0 }
    },
  }
}

function withEnv(env, suite) {
  return { name: suite.name, run: () => suite.run(env) }
}

/** TAP: a line "ok …" or "not ok …" is one test. No such line at all is a failure, unless "skipped: …" says why. */
function tap(name, ...command) {
  return {
    name,
    async run(env = {}) {
      const { status, output } = await run(command, env, (line) => !/^(ok |1\.\.)/.test(line))
      const lines = output.split('\n')
      const passed = lines.filter((line) => line.startsWith('ok ')).length
      const failed = lines.filter((line) => line.startsWith('not ok ')).length
      const silent = passed === 0 && !lines.some((line) => line.startsWith('skipped: '))
      return { passed, failed: failed === 0 && (status !== 0 || silent) ? 1 : failed }
    },
  }
}

function vitest(name, folders = [], env = {}) {
  return {
    name,
    async run() {
      const report = reportFile('vitest.json')
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      await run([...bin('vitest/vitest.mjs'), 'run', ...reporters, ...folders], { NODE_ENV: 'test', ...env })
      const { numPassedTests = 0, numFailedTests = 0, success = false } = readJson(report)
      return { passed: numPassedTests, failed: numFailedTests || (success && numPassedTests > 0 ? 0 : 1) }
    },
  }
}

function playwright() {
  return {
    name: 'browser tests',
    async run() {
      const browser = await findBrowser()
      if (browser.why) {
        console.log(`  skipped: ${browser.why}`)
        return { passed: 0, failed: process.env.CI === 'true' ? 1 : 0 }
      }
      const report = reportFile('playwright.json')
      const env = {
        CHROMIUM: browser.path,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        NODE_ENV: 'test',
        ...(browser.libraries && { LD_LIBRARY_PATH: browser.libraries }),
      }
      await run([...bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], env)
      const { stats, suites } = readJson(report)
      if (!stats) return { passed: 0, failed: 1 }
      for (const title of flaky(suites)) console.log(`  passed only at the second try, mend it: ${title}`)
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected || (stats.expected > 0 ? 0 : 1) }
    },
  }
}

/** Titles of the tests that failed and then passed, from Playwright's JSON report. */
function flaky(suites = []) {
  return suites.flatMap(({ specs = [], suites: inner }) => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ file, line, title }) => `${file}:${line} ${title}`),
    ...flaky(inner),
  ])
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

/** Runs a command, showing the lines that `show` lets through. */
function run([command, ...args], env = {}, show = () => true) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
    let output = ''
    let line = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
      line += chunk
      const lines = line.split('\n')
      line = lines.pop() ?? ''
      for (const whole of lines) if (show(whole)) console.log(`  ${whole}`)
    })
    child.once('error', (error) => {
      console.error(`  ${command}: ${error.message}`)
      resolve({ status: 1, output })
    })
    child.once('close', (status) => resolve({ status, output }))
  })
}
