import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { terminalQr } from './terminalQr.ts'

const LINK = 'http://192.168.100.200:4000/#/class'
/** Whether the upper and the lower half of a character are dark. */
const HALVES: Record<string, [boolean, boolean]> = { '█': [false, false], '▀': [false, true], '▄': [true, false], ' ': [true, true] }

it('is the code of the text, with the quiet zone that phones need', () => {
  const { data, size } = encode(LINK, { ecc: 'M', border: 4 })
  const rows = terminalQr(LINK, false).flatMap((line) => [0, 1].map((half) => [...line].map((char) => HALVES[char]?.[half])))
  expect(rows.slice(0, size)).toEqual(data)
  expect(rows.slice(0, 4).flat()).not.toContain(true)
})

it('fits a terminal of 80 columns and 24 lines', () => {
  const lines = terminalQr(LINK, false)
  expect(lines.length).toBeLessThan(22)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(60)
})

it('sets both colours on each line and ends them there, so that no theme turns it over', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal are control characters.
  for (const line of terminalQr(LINK, true)) expect(line).toMatch(/^\u001b\[38;5;231;48;5;16m[█▀▄ ]+\u001b\[0m$/)
})
