/** A figure in an explanation is that of a measurement in content/cost, made by the command that the fact names. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { CONTENT, filesOf, translationsOf } from '../build/content/contentFiles.ts'
import { compiledOf } from '../build/content/load.ts'
import { plainWords } from '../client/content/prose.ts'
import { LANGUAGES } from '../protocol/language.ts'

/** Lines of .cache/figures.ndjson, as scripts/bench/keep.mjs writes them. */
const Measurement = z.object({
  command: z.string(),
  lines: z
    .array(
      z.looseObject({
        at: z.iso.datetime(),
        what: z.string(),
        machine: z.object({ cpu: z.string(), cores: z.int(), kernel: z.string(), node: z.string(), load: z.number() }),
      }),
    )
    .check(z.minLength(1)),
})
/** Beside that of the Cost page, which has a form and a test of its own. */
const files = readdirSync(path.join(CONTENT, 'cost')).filter((file) => file !== 'recorded.json')
const measurements = files.map((file) => Measurement.parse(JSON.parse(readFileSync(path.join(CONTENT, 'cost', file), 'utf8'))))

/** "1.4 ms", "76 MB": the number as it is written. */
function figuresIn(text: string): { written: string; unit: string }[] {
  return [...text.matchAll(/(\d+(?:\.\d+)?) (ms|MB)/g)].map(([, written = '', unit = '']) => ({ written, unit }))
}

/** Figures that no line of the measurement rounds to. */
function unknownIn(text: string, { lines }: z.infer<typeof Measurement>): string[] {
  const measured = lines.flatMap((line) => Object.entries(line).flatMap(([name, value]) => (typeof value === 'number' ? [{ name, value }] : [])))
  return figuresIn(text)
    .filter(({ written, unit }) => {
      const digits = written.split('.')[1]?.length ?? 0
      return !measured.some(({ name, value }) => name.toLowerCase().endsWith(unit.toLowerCase()) && value.toFixed(digits) === written)
    })
    .map(({ written, unit }) => `${written} ${unit}`)
}

const facts = filesOf('lessons').flatMap(({ file, slug }) => {
  const { steps } = compiledOf('lessons', readFileSync(path.join(CONTENT, '..', file), 'utf8'), file, translationsOf('lessons', `${slug}.yaml`))
  return steps.flatMap((step) =>
    step.kind === 'explain' ? step.facts.flatMap(({ says, measured }) => (measured === undefined ? [] : [{ slug, measured, says }])) : [],
  )
})

describe.each(facts)('$slug: $measured', ({ measured, says }) => {
  const measurement = measurements.find(({ command }) => command === measured)

  it('is a measurement that we have, by a command that there is', () => {
    expect(measurement).toBeDefined()
    const { scripts } = JSON.parse(readFileSync(path.join(CONTENT, '../package.json'), 'utf8')) as { scripts: Record<string, string> }
    expect(Object.keys(scripts)).toContain(measured.split(' ')[2])
  })

  it.each(LANGUAGES)('has its figures in $name', ({ id }) => {
    const text = plainWords(says[id])
    expect(figuresIn(text).length).toBeGreaterThan(0)
    expect(measurement && unknownIn(text, measurement)).toEqual([])
  })
})

it('finds a figure that nobody measured', () => {
  const [measurement] = measurements
  expect(measurement && unknownIn('It took 1.4 ms with 76 MB, and 9.9 ms with 77 MB.', measurement)).toEqual(['9.9 ms', '77 MB'])
})
