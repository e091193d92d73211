/** A sentence of the helper or the server, found in a table whose keys are the English as it is in their code, with printf's places. Pure. */

/** As printf has them. */
const PLACE = /%l?[sd]/

/** What the table says for it, with the machine's own words in their places. Undefined: the table does not know it. */
export function knownSentence(text: string, table: Readonly<Record<string, string>>): string | undefined {
  const whole = table[text]
  if (whole !== undefined) return whole
  // "there is no %s" fits "there is no stored run here" as well: the one that says most itself is meant.
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
