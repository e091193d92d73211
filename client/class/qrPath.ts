import { encode } from 'uqr'

/** A QR code as one path of an SVG, `size` units wide. Level M; the quiet zone of 4 that phones need is in it. */
export function qrPath(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  return { path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join(''), size }
}
