/** Translates a sentence of the helper or the server. The keys of the table are the English from the code, with printf's placeholders. Pure. */

/** Placeholders of printf. */
const PLACE = /%l?[sd]/

/** The translation, with the machine's own words in the placeholders. Undefined if the table lacks the sentence. */
export function knownSentence(text: string, table: Readonly<Record<string, string>>): string | undefined {
  const whole = table[text]
  if (whole !== undefined) return whole
  // "there is no %s" matches "there is no stored run here" too, so the longest pattern wins.
  const longestFirst = Object.entries(table).toSorted(([a], [b]) => b.length - a.length)
  for (const [pattern, said] of longestFirst) {
    const found = placesIn(pattern)?.exec(text)
    if (found) return found.slice(1).reduce((sentence, word) => sentence.replace(PLACE, () => word), said)
  }
  return undefined
}

function placesIn(pattern: string): RegExp | undefined {
  const parts = pattern.split(PLACE)
  if (parts.length === 1) return undefined
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`, 's')
}
