/** The programs that a page begins with, and the runs that are recorded of them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { OWN_SOURCES } from '../build/content/ownSources.ts'
import { ofOtherProgram } from '../client/model/sourceLine.ts'
import { decodeEvent } from '../protocol/decode.ts'
import type { TraceEvent } from '../protocol/events.ts'
import { OWN_LANGUAGES } from '../protocol/own.ts'
import { bytesOf, OWN_LIMITS } from '../protocol/ownRun.ts'

it('the first template is there in every language', () => {
  expect(OWN_SOURCES.filter(({ template }) => template === 'start').map(({ language }) => language)).toEqual(expect.arrayContaining([...OWN_LANGUAGES]))
})

it.each(OWN_SOURCES)('$template in $language: its recorded run names lines that it has, and starts what it starts', ({ source: file, recorded }) => {
  const name = path.basename(file)
  const source = readFileSync(file, 'utf8')
  expect(bytesOf(source)).toBeLessThanOrEqual(OWN_LIMITS.bytes)
  const events = readFileSync(recorded, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): TraceEvent => {
      const verdict = decodeEvent(line)
      if (!verdict.ok) throw new Error(line.slice(0, 200))
      return verdict.value
    })
  expect(events.at(-1)?.kind).toBe('end')
  const lines = source.split('\n')
  const named = events.flatMap((event) => ('where' in event ? (event.where ?? []) : []))
  for (const at of named) expect(at.file === name && lines[at.line - 1]?.trim(), `${at.file}:${at.line}`).toBeTruthy()
  // Each child of the program itself was made by a line of it, and that line is one that starts something.
  const isOther = ofOtherProgram()
  const made = events.filter((event) => !isOther(event) && event.kind === 'create')
  const by = made.flatMap((event) => (event.kind === 'create' && event.where ? [lines[(event.where[0]?.line ?? 0) - 1] ?? ''] : []))
  expect(by.length).toBeGreaterThan(0)
  for (const line of by) expect(line).toMatch(/spawn|fork|pthread_create|Run|Start|startProcess|Popen|run\(|status\(/i)
})
