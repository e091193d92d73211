/** As a figure is printed: to so many digits after the point. */
export function rounded(value: number, digits = 1): number {
  return Number(value.toFixed(digits))
}
