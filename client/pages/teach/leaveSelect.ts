import { focusCameByKeyboard } from '../../ui/focusOrigin.ts'

/** Whoever chose with the mouse has finished with the list: the next letter is a key of the console, not a search in it. */
export function leaveSelect(select: HTMLSelectElement): void {
  if (!focusCameByKeyboard()) select.blur()
}
