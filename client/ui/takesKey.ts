/** Whether what has the focus takes this key for itself: then the page must not. */
export function takesKey({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return true
  if (!(target instanceof HTMLElement)) return false
  // A terminal that takes no input has the focus in such a text area.
  if (target instanceof HTMLTextAreaElement) return !target.readOnly
  if (target.isContentEditable || target.tagName === 'SELECT') return true
  const arrows = key.startsWith('Arrow') || key === 'Home' || key === 'End'
  // A radio button moves by arrows, and it stays in the focus after a click; any other field takes everything.
  if (target instanceof HTMLInputElement) return target.type !== 'radio' || arrows || key === ' '
  if (key === ' ' || key === 'Enter') return /^(BUTTON|A|SUMMARY)$/.test(target.tagName)
  return arrows && target.closest('[role=radiogroup],[role=tablist],[data-arrows]') !== null
}
