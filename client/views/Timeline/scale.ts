/** Steps → pixels and back. (d3-scale does the same, but its 10 kB are too much for the first figure.) */
export interface Scale {
  (value: number): number
  invert: (pixel: number) => number
}

export function linear([from, to]: readonly [number, number], [left, right]: readonly [number, number]): Scale {
  const factor = (right - left) / (to - from)
  return Object.assign((value: number): number => left + (value - from) * factor, { invert: (pixel: number): number => from + (pixel - left) / factor })
}
