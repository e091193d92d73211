/** @jsxImportSource preact */
import { qrPath } from '../class/qrPath.ts'

/** A QR code as one path, dark on white whatever the theme, with the quiet zone that phones need. */
export function SeatQrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = qrPath(text)
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
