import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** A small project of the same form, in a clone of its own: its tests, its site and its package take no time. */
const FILES: Record<string, string> = {
  '.gitignore': 'dist-release/\ndist/\ndata/\n',
  '.dockerignore': '.git\ndist-release\ndist\ndata\n',
  'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-01-31\n\n### Added\n- A thing.\n',
  Dockerfile:
    'FROM node:22 AS build\nWORKDIR /build\nCOPY . .\nFROM node:22\nCOPY --from=build /build/dist dist\nCOPY --from=build /build/package.json package.json\n',
  'package-lock.json': '{ "version": "1.2.3", "packages": { "": { "version": "1.2.3" } } }\n',
  'site.mjs': "import { mkdirSync, writeFileSync } from 'node:fs'\nmkdirSync(process.argv[3])\nwriteFileSync(process.argv[3] + '/index.html', '<p>')\n",
  'package.json': JSON.stringify({
    name: 'tiny',
    version: '1.2.3',
    scripts: { test: 'node -e "console.log(1)"', 'build:site': 'node site.mjs' },
    files: ['site.mjs'],
  }),
}
let clone = ''

/** Without what an npm around us says of itself. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|GIT_|NODE_OPTIONS)/i.test(name)))

const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...words], { cwd: clone, encoding: 'utf8', env })

function release(...words: string[]): { status: number | null; said: string[]; errors: string } {
  const command = ['--import', import.meta.resolve('tsx'), path.join(import.meta.dirname, 'main.ts'), ...words]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: clone, encoding: 'utf8', env })
  return { status, said: stdout.split('\n'), errors: stderr }
}

const write = (name: string, text: string): void => writeFileSync(path.join(clone, name), text)

beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'spawnscope-release-'))
  for (const [name, text] of Object.entries(FILES)) write(name, text)
  mkdirSync(path.join(clone, 'dist'))
  write('dist/main.js', '')
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'all')
})
afterEach(() => rmSync(clone, { recursive: true, force: true }))

describe('npm run release', () => {
  it('makes everything that is published, and checksums that sha256sum accepts', () => {
    const { status, said, errors } = release('--check')
    expect(errors).toBe('')
    expect(said.filter((line) => /: (ok|failed|not tried)/.test(line)).map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual(
      ['clean tree', 'version', 'notes', 'image context', 'tests', 'tarball', 'site', 'checksums'].map((name) => `${name}: ok`),
    )
    expect(said.at(-2)).toBe('release: 1.2.3 is ready in dist-release/. To publish: git tag v1.2.3 && git push origin v1.2.3')
    expect(status).toBe(0)
    const output = path.join(clone, 'dist-release')
    const made = ['SHA256SUMS', 'image-context.txt', 'notes.md', 'spawnscope-site-1.2.3.tar.gz', 'tiny-1.2.3.tgz']
    expect(readdirSync(output).sort()).toEqual(made)
    expect(readFileSync(path.join(output, 'notes.md'), 'utf8')).toBe('### Added\n- A thing.\n')
    expect(execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: output, encoding: 'utf8' }).match(/: OK$/gm)).toHaveLength(made.length - 1)
    expect(git('status', '--porcelain')).toBe('')
  })

  it('says that it did not run the tests, where it was told not to', () => {
    const { status, said } = release('--check', '--without-tests')
    expect(status).toBe(0)
    expect(said).toContainEqual(expect.stringMatching(/^tests: ok: not run, because of --without-tests/))
    expect(said.at(-2)).toContain('but for the tests, which were not run')
  })

  it('tries every cheap step, names each fault with its cure, and then stops', () => {
    write('package.json', JSON.stringify({ name: 'tiny', version: '1.3.0' }))
    appendFileSync(path.join(clone, 'CHANGELOG.md'), '\n### Improved\n- A word.\n')
    mkdirSync(path.join(clone, 'data'))
    write('data/secret', '')
    write('.dockerignore', '.git\ndist-release\ndist\n')
    rmSync(path.join(clone, 'dist'), { recursive: true })
    const { status, said } = release('--check')
    expect(status).toBe(1)
    const failed = said.filter((line) => line.includes(': failed: '))
    for (const line of failed) expect(line).toMatch(/\. Cure: \S/)
    expect(failed.map((line) => line.replace(/\. Cure: .*/, ''))).toEqual([
      'clean tree: failed: 3 files are not committed (.dockerignore, …)',
      'version: failed: package.json says 1.3.0, package-lock.json 1.2.3',
      'version: failed: CHANGELOG.md has no section of 1.3.0',
      'notes: failed: CHANGELOG.md, line 10: "Improved" is no kind of change',
      "image context: failed: data/secret goes into the image's context, and git ignores it",
      'image context: failed: Dockerfile, line 5: the context has no dist, and set-up has not made it',
    ])
    expect(said.filter((line) => line.includes(': not tried'))).toHaveLength(4)
    expect(said.at(-2)).toBe('release: 1.3.0 cannot be published yet. Failed: clean tree, version, notes, image context')
  })

  it('stops at a test that fails', () => {
    write('package.json', FILES['package.json']?.replace('console.log(1)', 'process.exit(1)') ?? '')
    git('commit', '--quiet', '-am', 'broken')
    const { status, said } = release('--check')
    expect(status).toBe(1)
    expect(said).toContainEqual(expect.stringMatching(/^tests: failed: npm test failed\. Cure: /))
    expect(said).toContain('tarball: not tried, because of what failed above')
  })

  it('refuses a version that is tagged elsewhere, and takes the tag of this commit', () => {
    git('tag', 'v1.2.3')
    expect(release('--check', '--without-tests').status).toBe(0)
    git('commit', '--quiet', '--allow-empty', '-m', 'more')
    expect(release('--check').said).toContainEqual(
      expect.stringMatching(/^version: failed: v1\.2\.3 is tagged already, at [0-9a-f]{12}\. Cure: raise the version/),
    )
  })

  it.each([
    [[], 'publishing is done by the workflow that a tag starts. Cure: git tag v1.2.3 && git push origin v1.2.3'],
    [['--without-tests'], 'publishing is done by the workflow that a tag starts'],
    [['--chek'], "Unknown option '--chek'. Cure: npm run release -- --check [--without-tests]"],
    [['--check', 'now'], "Unexpected argument 'now'"],
    [['--check=yes'], "Option '--check' does not take an argument"],
  ])('%j is refused, and nothing is made', (words, why) => {
    const { status, errors } = release(...words)
    expect(errors).toContain(`release: ${why}`)
    expect(errors.trim().split('\n')).toHaveLength(1)
    expect(status).toBe(2)
    expect(readdirSync(clone)).not.toContain('dist-release')
  })
})
