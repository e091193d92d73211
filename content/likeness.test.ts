/** Runs the real programs and compares them with ours. content/ must explain every difference. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { notesOf } from '../build/content/notes.ts'
import { languageFolder } from '../client/content/languageFolder.ts'
import { settingsOf } from '../client/model/likeness/settingsOf.ts'
import { liveRuns } from '../native/tests/liveRuns.ts'
import { decodeCatalog } from '../protocol/decode.ts'
import { LANGUAGES } from '../protocol/language.ts'
import { inheritOptions } from '../protocol/specimenSignals.ts'
import { type BuiltToolchain, cureOf, installedInCi, otherToolchains, toolchains } from '../scripts/specimens/build.ts'
import { compare, knownDifferences } from '../scripts/specimens/compare.ts'

const all = toolchains()
const live = liveRuns()

function found(toolchain: BuiltToolchain): boolean {
  if (toolchain.version !== undefined) return true
  console.warn(`skipped: ${cureOf(toolchain)}`)
  if (process.env.CI === 'true' && installedInCi(toolchain)) throw new Error(`where CI=true it must be there: ${cureOf(toolchain)}`)
  return false
}

it('has a specimen of every language that a strategy re-creates', () => {
  const catalog = decodeCatalog(readFileSync(path.join(import.meta.dirname, 'catalog.json'), 'utf8'))
  const recreated = catalog.ok ? catalog.value.strategies.filter(({ runtime }) => runtime) : []
  expect(all.map(({ strategy }) => strategy)).toEqual(recreated.map(({ id }) => id))
})

it.each([...all, ...otherToolchains()])('$specimen.runtime: CI installs its package, or the manifest says why not (not_in_ci)', (toolchain) => {
  expect(installedInCi(toolchain), `add ${toolchain.specimen.package} to .ci/run`).toBe(toolchain.specimen.not_in_ci === undefined)
})

it.each([...all, ...otherToolchains()])('$specimen.runtime: a real program is started with what ours is started with', ({ specimen }) => {
  for (const { name, ours, inherits } of specimen.settings) {
    const { uid, ...settings } = settingsOf(ours)
    const started = [...inheritOptions(settings), ...(uid === undefined ? [] : ['--uid', String(uid)])]
    expect(inherits, name).toEqual(started)
  }
})

const elsewhere = otherToolchains().filter(({ specimen }) => specimen.registry !== undefined)
it.each(elsewhere)('$specimen.runtime: its package is installed in the release and the folder that the manifest names', ({ specimen }) => {
  const [name = '', release = ''] = specimen.package.split(/@|==/)
  expect(specimen.version.command[0]).toMatch(new RegExp(`^\\{toolchains\\}/[a-z]+-${release}/`))
  if (specimen.not_in_ci === undefined) expect(readFileSync('.ci/run', 'utf8')).toContain(`-${release}:${specimen.package}`)
  expect(name).not.toBe('')
})

describe.each(all)('$strategy', (toolchain) => {
  it('explains every known difference in every language, and nothing else', () => {
    const ids = [...new Set(knownDifferences(toolchain).map(({ id }) => id))].toSorted()
    for (const { id } of LANGUAGES) {
      const file = path.join(import.meta.dirname, `${languageFolder(id)}strategies/${toolchain.strategy}/likeness.md`)
      const notes = ids.length === 0 ? {} : notesOf(readFileSync(file, 'utf8'), file)
      expect(Object.keys(notes).toSorted()).toEqual(ids)
    }
  })

  describe.runIf(live && found(toolchain))('the real one', () => {
    it.each(toolchain.specimen.settings)('$name: nothing is left unexplained', (setting) => {
      const { pairs, percent } = compare(toolchain, setting)
      expect(pairs.filter(({ verdict, explained }) => verdict !== 'same' && explained === undefined)).toEqual([])
      expect(percent).toBeGreaterThan(70)
    })
  })
})

describe.runIf(live)('the judge', () => {
  const [rust, nim] = ['rust', 'nim'].map((id) => all.find(({ strategy }) => strategy === id))

  it.runIf(rust?.version !== undefined)('sees that an edition before 1.66 empties the mask', () => {
    const blocked = rust?.specimen.settings.find(({ name }) => name === 'block-usr1')
    if (!rust || !blocked) throw new Error('no such setting')
    expect(compare(rust, blocked, '1.26')).toMatchObject({ counts: { arguments: 1 }, unexplained: 1 })
  })

  it.runIf(nim?.version !== undefined)('sees another mechanism', () => {
    const plain = nim?.specimen.settings.find(({ name }) => name === 'plain')
    if (!nim || !plain) throw new Error('no such setting')
    expect(compare(nim, plain, '2.2.6').unexplained).toBeGreaterThan(5)
  })
})
