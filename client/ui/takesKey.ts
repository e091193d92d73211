/** Whether the focused element uses this key itself. If so, the page must not. */
export function takesKey({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return true
  if (!(target instanceof HTMLElement)) return false
  // A terminal without input has the focus in such a text area.
  if (target instanceof HTMLTextAreaElement) return !target.readOnly
  if (target.isContentEditable || target.tagName === 'SELECT') return true
  const arrows = key.startsWith('Arrow') || key === 'Home' || key === 'End'
  // A radio button uses only the arrows, and it stays focused after a click; any other field uses every key.
  if (target instanceof HTMLInputElement) return target.type !== 'radio' || arrows || key === ' '
  if (key === ' ' || key === 'Enter') return /^(BUTTON|A|SUMMARY)$/.test(target.tagName)
  return arrows && target.closest('[role=radiogroup],[role=tablist],[data-arrows]') !== null
}
