/** The entries of a palette that match the typed letters. Entries that contain all the words come first. Pure. */
export function offersFor<T extends { name: string }>(typed: string, all: readonly T[]): T[] {
  const wanted = typed.toLowerCase().normalize('NFKC').trim()
  if (wanted === '') return [...all]
  const words = wanted.split(/\s+/)
  const named = all.map((one) => ({ one, name: one.name.toLowerCase().normalize('NFKC') }))
  const whole = named.filter(({ name }) => words.every((word) => name.includes(word)))
  const loose = named.filter((one) => !whole.includes(one) && inOrder(wanted.replaceAll(/\s/g, ''), one.name))
  return [...whole, ...loose].map(({ one }) => one)
}

/** Whether `name` contains all `letters`, in that order. */
function inOrder(letters: string, name: string): boolean {
  let from = 0
  for (const letter of letters) {
    from = name.indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return true
}
