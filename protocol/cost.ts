/** The measurement that ships with the project (content/cost/recorded.json), made by `npm run record:cost`. */
import * as z from 'zod/mini'
import { BenchCell, BenchHello, BenchSkipped } from './bench.ts'

const ns = z.int().check(z.nonnegative())

/** One start: untraced, under our tracer, and under strace. Medians in ns. */
export const ObserverFigure = z.strictObject({
  strace: z.nullable(z.string()),
  rows: z.array(z.strictObject({ strategy: z.string(), alone: ns, spawnscope: ns, strace: z.nullable(ns) })),
})
export type ObserverFigure = z.infer<typeof ObserverFigure>

export const CostRecording = z.strictObject({
  hello: BenchHello,
  skipped: z.array(BenchSkipped),
  cells: z.array(BenchCell),
  observer: ObserverFigure,
})
export type CostRecording = z.infer<typeof CostRecording>
