/** Whether what has the focus takes this key for itself: then the page must not. */
export function takesKey({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return true
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || /^(SELECT|TEXTAREA)$/.test(target.tagName)) return true
  const radio = target instanceof HTMLInputElement && target.type === 'radio'
  // A slider moves by many keys, a text field takes everything; a radio button only moves by arrows and is pressed by the space bar.
  if (target instanceof HTMLInputElement && !radio) return true
  if (key === ' ' && radio) return true
  if (key === ' ' || key === 'Enter') return /^(BUTTON|A|SUMMARY)$/.test(target.tagName)
  if (key.startsWith('Arrow') || key === 'Home' || key === 'End') return radio || target.closest('[role=radiogroup],[role=tablist],[data-arrows]') !== null
  return false
}
