/** A site of plain files finds a recording for every run of the content and for every edition. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { contentExperiments } from '../build/content/experiments.ts'
import { labExperiments } from '../build/content/labExperiments.ts'
import { recordedMachines } from '../client/content/machines.ts'
import { recordedRuns } from '../client/content/recordedRuns.ts'
import { settingsAs } from '../client/model/claims/settingsAs.ts'
import { fittingRun } from '../client/model/recordedRun.ts'
import { catalog } from '../client/model/testing/catalog.ts'

const all = await recordedRuns(catalog)

const experiments = new Map([...labExperiments(catalog), ...contentExperiments()].map((one) => [one.key, one]))

it.each([...experiments.values()].map((one) => [one.key, one] as const))('%s', (key, { run, as }) => {
  expect(all.find(({ at }) => at.kind === 'excerpt' && at.key === key)).toBeDefined()
  const asked = settingsAs(run, as, 0)
  const found = asked && fittingRun(all, { ...asked, ...(as === 'root' && { uid: 0 }) }, catalog)
  expect(found).toBeDefined()
})

it.each(catalog.strategies.flatMap(({ id, editions }) => editions.flatMap(({ name, aliases }) => [name, ...aliases].map((edition) => [id, edition] as const))))(
  '%s %s is there whole',
  (strategy, edition) => expect(fittingRun(all, { strategy, edition }, catalog)).toMatchObject({ whole: true }),
)

it('the count of machines covers exactly these runs', () => {
  const counts = [...recordedMachines().values()]
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all.length)
})

it('no recording says where the project is on the machine that made it', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ndjson$|^likeness\.json$/.test(file))
  expect(files.length).toBeGreaterThan(50)
  expect(files.filter((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8').includes('/native/build'))).toEqual([])
})
