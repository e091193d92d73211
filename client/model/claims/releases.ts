/** Whether a release lies between two others. The first is included, the second is not. Pure. */
export function releaseWithin(version: string, from: string | undefined, before: string | undefined): boolean {
  return (from === undefined || !older(version, from)) && (before === undefined || older(version, before))
}

function older(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)))
  for (let n = 0; n < 3; n += 1) if ((a?.[n] ?? 0) !== (b?.[n] ?? 0)) return (a?.[n] ?? 0) < (b?.[n] ?? 0)
  return false
}
