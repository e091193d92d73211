import { describe, expect, it } from 'vitest'
import { resultRows, resultsCsv, resultsJson } from './roomResults.ts'

const ASKED = [
  { index: 1, title: 'fork-in-slow-motion/2', rounds: 2, right: [1] },
  { index: 2, title: '=cmd|"x"', rounds: 1, right: null },
]
const ROUNDS = [
  {
    question: 1,
    round: 1,
    votes: [
      [2, 1, 1_500],
      [1, 0, 1_000],
    ],
  },
  { question: 2, round: 1, votes: [[1, 2, 9]] },
] as const

describe('the results of a class', () => {
  const rows = resultRows(ASKED, ROUNDS)
  it('are a row a vote, by question, round and seat', () => {
    expect(rows.map(({ question, seat, choice, right, ms }) => [question, seat, choice, right, ms])).toEqual([
      ['1. fork-in-slow-motion/2', 1, 'A', false, 0],
      ['1. fork-in-slow-motion/2', 2, 'B', true, 500],
      ['2. =cmd|"x"', 1, 'C', null, 0],
    ])
  })
  it('are CSV that no spreadsheet runs', () => {
    const text = resultsCsv(['question', '=danger', '+1', '-1', '@x', 'a,b'], [])
    expect(text).toBe(`question,'=danger,'+1,'-1,'@x,"a,b"\r\n`)
    expect(resultsCsv(['q'], rows).split('\r\n')[3]).toBe('"2. =cmd|""x""",1,1,C,,0')
  })
  it('are JSON with the version', () => {
    expect(JSON.parse(resultsJson('3', ASKED, rows))).toMatchObject({ spawnscope: '3', questions: ASKED, votes: [{ seat: 1 }, { seat: 2 }, { seat: 1 }] })
  })
})
