/** docs/teaching.md plans with the minutes of each lesson's notes, in the order of the course. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesOf } from '../build/content/contentFiles.ts'

const lessons = new Map(filesOf('lessons').map(({ slug, value }) => [slug, value]))
const minutes = new Map(filesOf('teacherNotes').map(({ slug, value }) => [slug, value.minutes]))
const plans = readFileSync(path.resolve(import.meta.dirname, '../docs/teaching.md'), 'utf8')
  .split('\n### ')
  .slice(1)
const planOf = (heading: string): string => plans.find((plan) => plan.startsWith(`${heading}\n`)) ?? ''

const LINK = /\[([^\]]+)\]\(\.\.\/content\/lessons\/([a-z-]+)\.yaml\)/
const rowsOf = (plan: string) =>
  [...plan.matchAll(new RegExp(`^\\| ${LINK.source} \\| (\\d+) \\|`, 'gm'))].map(([, title, slug = '', min]) => ({ title, slug, min: Number(min) }))

describe.each([
  ['10 minutes', 10, 0],
  ['45 minutes', 45, 5],
  ['90 minutes', 90, 10],
])('%s', (heading, most, besides) => {
  const rows = rowsOf(planOf(heading))
  const sum = rows.reduce((all, { min }) => all + min, besides)

  it('has lessons under their titles, with their minutes, in the order of the course', () => {
    expect(rows.length).toBeGreaterThan(0)
    expect(rows).toEqual(rows.map(({ slug }) => ({ title: lessons.get(slug)?.title, slug, min: minutes.get(slug) })))
    expect(rows.map(({ slug }) => lessons.get(slug)?.order)).toEqual(rows.map(({ slug }) => lessons.get(slug)?.order ?? 0).toSorted((a, b) => a - b))
  })

  it('fits, and says so', () => {
    expect(sum).toBeLessThanOrEqual(most)
    if (rows.length > 1) expect(planOf(heading)).toContain(`That makes ${sum} minutes.`)
  })

  it('has the minutes right of what may be taken instead', () => {
    for (const [, , slug = '', min] of planOf(heading).matchAll(new RegExp(`${LINK.source} \\((\\d+)\\)`, 'g'))) expect(Number(min)).toBe(minutes.get(slug))
  })
})
