/** Finds circles among files that import each other. Pure (Tarjan 1972). */

/** Each circle once, as the files on it. `arrows`: from each file to those it names. */
export function circlesOf(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const visit = (file: string): void => {
    index.set(file, index.size)
    lowest.set(file, index.get(file) ?? 0)
    open.push(file)
    for (const next of arrows.get(file) ?? []) {
      if (!arrows.has(next)) continue
      if (!index.has(next)) visit(next)
      if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(next) ?? 0))
    }
    if (lowest.get(file) !== index.get(file)) return
    const circle = open.splice(open.lastIndexOf(file))
    if (circle.length > 1 || arrows.get(file)?.includes(file)) circles.push(circle)
  }
  for (const file of arrows.keys()) if (!index.has(file)) visit(file)
  return circles
}
