/** The signals of a set in /proc, by name, in the order of their numbers. Pure. */
export function signalNames(set: string, signals: readonly { name: string; number: number }[]): string[] {
  const bits = BigInt(`0x${set}`)
  return signals.flatMap(({ name, number }) => ((bits >> BigInt(number - 1)) & 1n ? [name] : []))
}
