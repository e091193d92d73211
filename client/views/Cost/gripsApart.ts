import type { Guessed } from '../../model/predict.ts'

export const GRIP_PX = 16

/**
 * How far each grip stands from its point, so that neither covers the other: the two guesses begin close to each other.
 * Takes the heights of the points, in pixels from the top.
 */
export function gripsApart(fork: number, vfork: number): Record<Guessed, number> {
  const missing = Math.max(0, 2 * GRIP_PX - Math.abs(fork - vfork)) / 2
  const up = fork <= vfork ? -missing : missing
  return { fork: up, vfork: -up }
}
