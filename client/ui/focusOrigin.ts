/**
 * Whether the focus came where it is by keyboard. `:focus-visible` does not say it: browsers turn it on with the first key after a
 * click, which is the very key in question.
 */

let lastMove: 'pointer' | 'keyboard' = 'keyboard'
let origin: 'pointer' | 'keyboard' = 'keyboard'

/** Follows the focus of this document from now on. Call it once. */
export function followFocus(): void {
  const act = { capture: true, passive: true } as const
  window.addEventListener(
    'pointerdown',
    () => {
      lastMove = 'pointer'
      // A click on what has the focus already moves no focus.
      origin = 'pointer'
    },
    act,
  )
  window.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Tab') lastMove = 'keyboard'
    },
    act,
  )
  window.addEventListener(
    'focusin',
    () => {
      origin = lastMove
    },
    act,
  )
}

export function focusCameByKeyboard(): boolean {
  return origin === 'keyboard'
}
