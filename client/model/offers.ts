/** Long sentences contain any few letters in some order. */
const LOOSE_CHARS = 40

interface Entry {
  name: string
  /** Another name by which it is found, such as the English one. */
  also?: string | undefined
}

/**
 * The entries of a palette that match the typed letters. Entries that contain all the words come first, and among them those with a
 * word that begins with what was typed. Pure.
 */
export function offersFor<T extends Entry>(typed: string, all: readonly T[]): T[] {
  const wanted = folded(typed).trim()
  if (wanted === '') return [...all]
  const words = wanted.split(/\s+/)
  const named = all.map((one) => ({ one, name: folded(one.name), names: ` ${folded(one.name)} ${folded(one.also ?? '')}` }))
  const whole = named.filter(({ names }) => words.every((word) => names.includes(word)))
  const begins = whole.filter(({ names }) => words.every((word) => names.split(/[\s「（(:：/]+/).some((one) => one.startsWith(word))))
  const letters = wanted.replaceAll(/\s/g, '')
  const loose = named.filter((one) => !whole.includes(one) && one.name.length < LOOSE_CHARS && inOrder(letters, one.name))
  return [...begins, ...whole.filter((one) => !begins.includes(one)), ...loose].map(({ one }) => one)
}

const folded = (text: string): string => text.toLowerCase().normalize('NFKC')

/** Whether `name` contains all `letters`, in that order. */
function inOrder(letters: string, name: string): boolean {
  let from = 0
  for (const letter of letters) {
    from = name.indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return true
}
