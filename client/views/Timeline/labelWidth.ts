/** Width of a letter of the picture's labels, and of a full-width one. */
const LETTER_PX = 6.6
const WIDE_LETTER_PX = 12
const WIDE = /[\u3000-\u9fff\uff00-\uffef]/

/** About how wide a label will be, in pixels. Measuring it would need a layout for each. */
export function labelWidth(label: string): number {
  return [...label].reduce((width, letter) => width + (WIDE.test(letter) ? WIDE_LETTER_PX : LETTER_PX), 0)
}
