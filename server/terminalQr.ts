/** A QR code in half blocks, two rows of it in one of the terminal. Pure. */
import { renderUnicodeCompact } from 'uqr'

/** White on black from the part of the palette that no theme changes, so that a light terminal shows the same as a dark one. */
const COLOURS = { on: '\u001b[38;5;231;48;5;16m', off: '\u001b[0m' }

/** `coloured`: false where nothing takes colours, for example a file. What is light is drawn then, for a dark terminal. */
export function terminalQr(text: string, coloured: boolean): string[] {
  const lines = renderUnicodeCompact(text, { ecc: 'M', border: 4 }).split('\n')
  return coloured ? lines.map((line) => `${COLOURS.on}${line}${COLOURS.off}`) : lines
}
