/** Steps → pixels and back. (d3-scale does the same in 10 kB more than the first figure may cost.) */
export interface Scale {
  (value: number): number
  invert: (pixel: number) => number
}

export function linear([from, to]: readonly [number, number], [left, right]: readonly [number, number]): Scale {
  const factor = (right - left) / (to - from)
  return Object.assign((value: number): number => left + (value - from) * factor, { invert: (pixel: number): number => from + (pixel - left) / factor })
}
