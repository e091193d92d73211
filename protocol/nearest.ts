/** Which known words are probably meant by a word that is not known. Pure. */

/** The known words that the reader probably meant, nearest first; all of them if none is near. */
export function nearest(word: string, known: readonly string[]): string[] {
  if (word === '') return [...known]
  const ranked = known.map((name) => ({ name, far: distance(word.toLowerCase(), name.toLowerCase()) })).toSorted((a, b) => a.far - b.far)
  const near = ranked.filter(({ name, far }) => far <= Math.min(2, word.length - 1) || name.startsWith(word))
  return (near.length > 0 ? near : ranked).map(({ name }) => name)
}

/** How many letters to change, add or remove. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
