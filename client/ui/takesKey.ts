/** Whether what has the focus takes this key for itself: then the page must not. */
export function takesKey({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || document.querySelector('dialog[open]')) return true
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || /^(SELECT|TEXTAREA)$/.test(target.tagName)) return true
  // A slider and a radio button move by arrows; a text field takes everything.
  if (target instanceof HTMLInputElement) return true
  if (key === ' ' || key === 'Enter') return /^(BUTTON|A|SUMMARY)$/.test(target.tagName)
  if (key.startsWith('Arrow') || key === 'Home' || key === 'End')
    return target.closest('[role=radiogroup],[role=tablist],[role=group].toggle-group,[data-arrows]') !== null
  return false
}
