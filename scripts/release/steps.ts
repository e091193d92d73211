/** The steps of a release before it is published, the cheap ones first. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ask, lastLinesOf } from './ask.ts'
import { parseChangelog, releaseNotesOf } from './changelog.ts'
import { CHECKSUMS, checksumLines } from './checksums.ts'
import { imageContextOf } from './imageContext.ts'
import type { ReleaseFault } from './releaseFault.ts'
import { packTarball } from './tarball.ts'
import { versionFaults } from './versionFaults.ts'

/** Git and Docker ignore it. */
export const OUTPUT = 'dist-release'
const NOTES = 'notes.md'
const CONTEXT = 'image-context.txt'

export interface ReleaseUnderWay {
  root: string
  version: string
  /** The folder OUTPUT: what will be published. */
  output: string
  withTests: boolean
}

export interface ReleaseStep {
  name: string
  /** All cheap steps are tried; the others only if those went well. */
  cheap: boolean
  /** What is well, in a few words, or what is not. */
  run(release: ReleaseUnderWay): string | ReleaseFault[]
}

export const RELEASE_STEPS: readonly ReleaseStep[] = [
  { name: 'clean tree', cheap: true, run: cleanTree },
  { name: 'version', cheap: true, run: version },
  { name: 'notes', cheap: true, run: notes },
  { name: 'image context', cheap: true, run: imageContext },
  { name: 'tests', cheap: false, run: tests },
  { name: 'tarball', cheap: false, run: ({ root, output }) => packTarball(root, output) },
  { name: 'site', cheap: false, run: site },
  { name: 'checksums', cheap: false, run: checksums },
]

function cleanTree({ root }: ReleaseUnderWay): string | ReleaseFault[] {
  const { status, stdout, stderr } = ask(root, 'git', ['status', '--porcelain'])
  if (status !== 0) return [{ what: `git status: ${stderr.trim()}`, cure: 'run this in a clone of the project' }]
  const changed = stdout.split('\n').filter(Boolean)
  if (changed.length > 0) return [{ what: `${changed.length} files are not committed (${changed[0]?.slice(3)}, …)`, cure: 'git commit, or git stash -u' }]
  return `commit ${ask(root, 'git', ['rev-parse', '--short', 'HEAD']).stdout.trim()}`
}

function version({ root, version }: ReleaseUnderWay): string | ReleaseFault[] {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const line = (...words: string[]): string => ask(root, 'git', words).stdout.trim()
  const faults = versionFaults({
    package: version,
    lock: [lock.version, lock.packages?.['']?.version],
    changelog: readChangelog(root).sections,
    tagged: line('rev-parse', '--verify', '--quiet', `refs/tags/v${version}^{commit}`) || null,
    head: line('rev-parse', 'HEAD'),
    tagsHere: line('tag', '--points-at', 'HEAD').split('\n'),
  })
  return faults.length > 0 ? faults : `${version} in package.json, package-lock.json and CHANGELOG.md`
}

function notes({ root, version, output }: ReleaseUnderWay): string | ReleaseFault[] {
  const { sections, faults } = readChangelog(root)
  if (faults.length > 0) return faults.map(({ line, what, cure }) => ({ what: `CHANGELOG.md, line ${line}: ${what}`, cure }))
  const words = releaseNotesOf(sections, version)
  if (words === null) return [{ what: `CHANGELOG.md says nothing of ${version}`, cure: `## [${version}] - and the day, with entries` }]
  writeFileSync(path.join(output, NOTES), `${words}\n`)
  return `${NOTES}, ${words.split('\n').filter((line) => line.startsWith('- ')).length} entries`
}

function readChangelog(root: string): ReturnType<typeof parseChangelog> {
  return parseChangelog(readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8'))
}

function imageContext({ root, output }: ReleaseUnderWay): string | ReleaseFault[] {
  const { files, copied, faults } = imageContextOf(root)
  if (faults.length > 0) return [...faults]
  writeFileSync(path.join(output, CONTEXT), [...files].map(([name, size]) => `${size}\t${name}\n`).join(''))
  const bytes = [...files.values()].reduce((sum, size) => sum + size, 0)
  return `${files.size} files, ${(bytes / 1024 / 1024).toFixed(1)} MB, ${copied} sources of COPY (by form: nothing here builds the image)`
}

function tests({ root, withTests }: ReleaseUnderWay): string | ReleaseFault[] {
  if (!withTests) return 'not run, because of --without-tests: whoever says so has just run npm test on this commit'
  const { status } = spawnSync('npm', ['test'], { cwd: root, stdio: 'inherit' })
  return status === 0 ? 'npm test' : [{ what: 'npm test failed', cure: 'its last lines say how to run each failed suite alone' }]
}

function site({ root, version, output }: ReleaseUnderWay): string | ReleaseFault[] {
  const folder = path.join(output, 'site')
  const built = ask(root, 'npm', ['run', '--silent', 'build:site', '--', '--out', folder])
  if (built.status !== 0) return [{ what: `npm run build:site failed: ${lastLinesOf(built)}`, cure: 'npm run build:site' }]
  if (!readdirSync(folder).includes('index.html')) return [{ what: 'the site has no index.html', cure: 'npm run build:site' }]
  const archive = `spawnscope-site-${version}.tar.gz`
  // The same commit gives the same archive: the order, the owner and the time are said.
  const time = ask(root, 'git', ['log', '-1', '--format=%ct']).stdout.trim()
  const sameEverywhere = ['--sort=name', `--mtime=@${time}`, '--owner=0', '--group=0', '--numeric-owner']
  const packed = ask(output, 'tar', [...sameEverywhere, '-czf', archive, '-C', 'site', '.'])
  if (packed.status !== 0) return [{ what: `tar: ${packed.stderr.trim()}`, cure: 'GNU tar: apt-get install tar' }]
  rmSync(folder, { recursive: true })
  return archive
}

function checksums({ output }: ReleaseUnderWay): string | ReleaseFault[] {
  const names = readdirSync(output).filter((name) => name !== CHECKSUMS)
  writeFileSync(path.join(output, CHECKSUMS), checksumLines(new Map(names.map((name) => [name, readFileSync(path.join(output, name))]))))
  const { status, stdout, stderr } = ask(output, 'sha256sum', ['-c', '--strict', '--quiet', CHECKSUMS])
  if (status !== 0) return [{ what: `sha256sum -c refuses ${CHECKSUMS}: ${(stderr || stdout).trim()}`, cure: `look at ${OUTPUT}/${CHECKSUMS}` }]
  return `${CHECKSUMS} over ${names.length} files: ${names.sort().join(', ')}`
}
