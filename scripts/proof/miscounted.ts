/** Whether a class's votes were counted, each once and none else. Pure. */

/** `cast`: what each seat voted last. `results`: what the server gives out as votes; `counts`: and as numbers. Gives how many are wrong. */
export function miscounted(
  cast: readonly [seat: number, choice: number][],
  results: readonly (readonly [seat: number, choice: number, ...unknown[]])[],
  counts: readonly number[],
): number {
  const open = new Map(cast)
  let wrong = 0
  for (const [seat, choice] of results) {
    if (open.get(seat) !== choice) wrong += 1
    // A second result of the same seat finds nothing.
    open.delete(seat)
  }
  const wanted = counts.map((_, choice) => cast.filter((one) => one[1] === choice).length)
  return wrong + open.size + counts.reduce((sum, count, choice) => sum + Math.abs(count - (wanted[choice] ?? 0)), 0)
}
