/** The man page: the tools that read it have nothing to complain about, and it says whatever help and the catalog say. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decodeCatalog } from '../../protocol/decode.ts'
import { isInstalled } from './lines.ts'
import { helper } from './running.ts'

const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-man-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const page = (): string => {
  const { stdout, status } = helper('man')
  expect(status).toBe(0)
  return stdout
}

describe.skipIf(!isInstalled('groff'))('read by groff', () => {
  const rendered = () => spawnSync('groff', ['-man', '-Tutf8', '-ww', '-P-c', '-rLL=2000n'], { input: page(), encoding: 'utf8' })
  /** Bold and underlined letters are struck twice; that is undone. */
  const text = (): string => rendered().stdout.replace(/.[\b]/gu, '')

  it('gives no warning', () => {
    expect(rendered()).toMatchObject({ status: 0, stderr: '' })
  })

  it('has every section that a reader looks for', () => {
    const titles = [
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'COMMANDS',
      'TARGETS',
      'STRATEGIES',
      'EXPERIMENTS',
      'EXIT STATUS',
      'ENVIRONMENT',
      'FILES',
      'EXAMPLES',
      'SEE ALSO',
    ]
    expect(text().match(/^[A-Z][A-Z ]+$/gm)).toEqual(titles)
  })

  it('says every line of every help, but its headings', () => {
    const said = wordsOf(text())
    const lines = ['run', 'trace', 'bench', 'describe', 'check', 'help', 'version'].flatMap((command) => helper('help', command).stdout.split('\n'))
    const parts = lines.filter((line) => !/^[A-Z][^.]*:$/.test(line)).flatMap((line) => line.split(/ {2,}|: /))
    expect(parts.filter((part) => !said.includes(wordsOf(part)))).toEqual([])
  })

  it('says whatever the catalog says', () => {
    const verdict = decodeCatalog(helper('describe').stdout)
    if (!verdict.ok) throw new Error('the catalog does not decode')
    const { strategies, hazards, targets, settings } = verdict.value
    const said = wordsOf(text())
    const own = [...strategies, ...hazards].flatMap((one) => [
      [one.id, one.title],
      ...one.settings.map(({ key, sentence }) => [`--set ${key}=`, sentence]),
      ...(one.editions.length > 1 ? one.editions.map(({ name, versions }) => [`--edition ${name}`, versions]) : []),
    ])
    const shared = [...settings.map(({ flag, sentence }) => [flag, sentence]), ...targets.map(({ name, sentence }) => [name, sentence])]
    expect([...own, ...shared].flat().filter((words) => !said.includes(wordsOf(words)))).toEqual([])
  })
})

/** Without spaces, which the page sets as it likes. */
function wordsOf(text: string): string {
  return text.replace(/\s+/g, '')
}

it.skipIf(!hasMandoc())('mandoc has no more to say than that there is no date, which a reproducible page has not', () => {
  const file = path.join(scratch, 'spawnscope.1')
  writeFileSync(file, page())
  const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', file], { encoding: 'utf8' })
  const warnings = stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date'))
  expect(warnings).toEqual([])
})

it('no text of ours can become a request of roff', () => {
  const known = /^\.(\\"|TH|SH|SS|PP|TP|RS|RE|br|nh|ad)( |$)/
  expect(
    page()
      .split('\n')
      .filter((line) => /^[.']/.test(line) && !known.test(line)),
  ).toEqual([])
  expect(
    page()
      .split('\n')
      .filter((line) => !line.startsWith('.') && /(^|[^\\])-|\\(?!e|-|\(aq|\(dq|\(ga|\(ha|\(ti|&\.|f[BIR]|\[u)/.test(line)),
  ).toEqual([])
})

function hasMandoc(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v mandoc'], { stdio: 'ignore' })
    return true
  } catch {
    if (process.env.CI === 'true') throw new Error('there is no mandoc')
    console.warn('skipped: there is no mandoc')
    return false
  }
}
