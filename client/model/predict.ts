/** Compares a guess with the measurement. Pure. */

import type { BenchCell } from '../../protocol/bench.ts'
import { significant } from './formats.ts'

export const GUESSED = ['fork', 'vfork'] as const
export type Guessed = (typeof GUESSED)[number]

/** The given time and the one to guess: at the least and at the most memory (up to `most`) that both were measured at. */
export interface Task {
  from: number
  to: number
  known: Record<Guessed, number>
  truth: Record<Guessed, number>
  /** The points between them, for the line that the page draws at the end. */
  course: Record<Guessed, { memory: number; ns: number }[]>
}

export function taskOf(cells: readonly BenchCell[], most = Number.POSITIVE_INFINITY): Task | null {
  const plain = cells.filter(({ source, pages, threads }) => source === 'ours' && pages === 'small' && threads === 0)
  const courseOf = (strategy: Guessed) =>
    plain
      .filter((cell) => cell.strategy === strategy)
      .map((cell) => ({ memory: cell.memory_mb, ns: cell.median }))
      .sort((a, b) => a.memory - b.memory)
  const course = { fork: courseOf('fork'), vfork: courseOf('vfork') }
  const sizes = course.fork
    .map(({ memory }) => memory)
    .filter((memory) => memory > 0 && memory <= most && course.vfork.some((point) => point.memory === memory))
  const [from, to] = [sizes[0], sizes.at(-1)]
  if (from === undefined || to === undefined || from === to) return null
  const at = (strategy: Guessed, memory: number): number => course[strategy].find((point) => point.memory === memory)?.ns ?? Number.NaN
  return { from, to, known: { fork: at('fork', from), vfork: at('vfork', from) }, truth: { fork: at('fork', to), vfork: at('vfork', to) }, course }
}

/** The error as a factor of at least 1, and whether the guess was too low. */
export function offBy(guess: number, truth: number): { factor: number; low: boolean } {
  return { factor: Math.max(guess, truth) / Math.min(guess, truth), low: guess < truth }
}

/** A slider's step is a tenth of a power of ten. */
export const STEPS = { min: 40, max: 90 } as const
export const nsOfStep = (step: number): number => 10 ** (step / 10)
export const stepOfNs = (ns: number): number => Math.min(STEPS.max, Math.max(STEPS.min, Math.round(10 * Math.log10(ns))))

/** "2.5"; "1" if the guess is near enough. */
export function factorSaid(factor: number, locale: string): string {
  return factor < 1.5 ? '1' : significant(factor, 2, locale)
}
