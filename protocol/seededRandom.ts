/** Chance that comes again: numbers from 0 up to but not including 1 (mulberry32), the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Whole numbers from 0 up to but not including `below`. */
export function seededNumbers(seed: number): (below: number) => number {
  const next = seededRandom(seed)
  return (below) => Math.floor(next() * below)
}
