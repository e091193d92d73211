/** The steps of the set-up: Node, packages, helper, page and server. Each says what is missing, and the cure. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { nodeComplaint } from '../../bin/checkNode.mjs'
import { compileWithoutMake } from './compile.mjs'
import { Complaint } from './complaint.mjs'
import { npmCommand } from './npmCommand.mjs'
import { runQuietly, step } from './progress.mjs'
import { hashOf, ROOT, unlessFresh } from './stamp.mjs'

export function checkNode() {
  const complaint = nodeComplaint()
  if (complaint !== null) throw new Complaint(complaint)
}

/** What npm fetches into an empty cache. Measure it: npm ci --cache FOLDER, then du -sm FOLDER. */
const DOWNLOAD_MB = 180

/** Those that this machine gets: the lock also names the binaries of others. */
function packageCount() {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'))
  const here = ({ os, cpu }) => (os ?? [process.platform]).includes(process.platform) && (cpu ?? [process.arch]).includes(process.arch)
  return Object.entries(packages).filter(([place, entry]) => place !== '' && here(entry)).length
}

/** Installs exactly the packages of package-lock.json, without running their scripts. */
export function installPackages() {
  unlessFresh('packages', hashOf(['package.json', 'package-lock.json']), ['node_modules/vite/package.json'], () => {
    const flags = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const what = `downloading ${packageCount()} packages from the npm registry, about ${DOWNLOAD_MB} MB`
    const done = step(what, () => runQuietly(...npmCommand(flags)))
    if (!done.ok) throw new Complaint(`the packages could not be installed: ${done.why}. Is the package registry within reach? Then npm start again`)
  })
}

/** Returns why there is no helper, or undefined. A failing compiler is an error; without a compiler only recorded runs work. */
export function buildHelper() {
  if (process.platform !== 'linux') return `live runs need Linux; this is ${process.platform}`
  const cc = findCompiler()
  if (!cc) return 'no C compiler: apt-get install build-essential'
  unlessFresh(
    'helper',
    hashOf(['native', 'scripts/setup/compile.mjs', 'package.json'], [cc, hasLibdw() ? 'libdw' : '']),
    ['native/build/spawnscope', 'native/build/targets/ok', 'native/build/app/spawnscope-supervisor'],
    () => {
      const words = ['--no-print-directory', '-s', '-j2', '-C', 'native', `CC=${cc}`, 'all', 'app']
      const done = step(`compiling the helper with ${cc}`, () => (works('make') ? runQuietly('make', words) : compileWithoutMake(cc)))
      if (!done.ok) throw new Complaint(`the helper did not compile: ${done.why}. The compiler's words stand above`)
    },
  )
  return undefined
}

/** Builds the page (dist/client) and the server (dist/server). */
export function buildPage() {
  const read = ['client', 'server', 'protocol', 'content', 'native/strategies', 'build', 'vite.config.ts', 'package-lock.json']
  unlessFresh('page', hashOf(read), ['dist/client/index.html', 'dist/server/main.js', 'dist/server/command.js'], () => {
    const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js')
    for (const [what, flags] of [
      ['the page', ['build']],
      ['the server', ['build', '--ssr']],
    ]) {
      const done = step(`building ${what}`, () => runQuietly(process.execPath, [vite, ...flags, '--logLevel', 'warn'], { NODE_ENV: 'production' }))
      if (!done.ok) throw new Complaint(`the page could not be built: ${done.why}. The words of Vite stand above`)
    }
  })
}

/** Builds the real programs whose toolchains are installed. None is required; `npm run specimens` says what is missing. */
export function buildSpecimens() {
  if (process.platform !== 'linux') return
  const sources = ['content/strategies', 'content/runtimes', 'scripts/specimens', 'protocol/specimen.ts']
  unlessFresh('specimens', hashOf(sources, [whereProgramsAre()]), [], () => {
    const words = ['--import', 'tsx', path.join(ROOT, 'scripts/specimens/main.ts'), '--quiet']
    const done = step('compiling the real programs whose toolchains are here', () => runQuietly(process.execPath, words))
    if (!done.ok) console.log(`spawnscope: some real programs are not shown: ${done.why}. Try: npm run specimens`)
  })
}

/** PATH without what npm adds to it, which differs between npm start, npm test and npx. */
function whereProgramsAre() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => !folder.includes(`${path.sep}node_modules${path.sep}`))
  return folders.join(path.delimiter)
}

function findCompiler() {
  return [process.env.CC, 'cc', 'gcc', 'clang'].find((name) => name && works(name))
}

/** With it the lines of compiled programs can be found. It may be installed later. */
function hasLibdw() {
  return spawnSync('pkg-config', ['--exists', 'libdw'], { stdio: 'ignore' }).status === 0
}

function works(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}
