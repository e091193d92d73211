/** A number of this reader's own, stored in the browser: the answers of a lesson stand in the same order each time. */
const KEY = 'lessons-order'
const MOST = 2 ** 31

let known: number | undefined

/** In a browser that stores nothing it lasts as long as the page. */
export function readerSeed(): number {
  known ??= stored() ?? made()
  return known
}

function stored(): number | undefined {
  try {
    const seed = Number(localStorage.getItem(KEY) ?? Number.NaN)
    return Number.isInteger(seed) ? seed : undefined
  } catch {
    return undefined
  }
}

function made(): number {
  const seed = Math.floor(Math.random() * MOST)
  try {
    localStorage.setItem(KEY, String(seed))
  } catch {
    // The order lasts as long as the page.
  }
  return seed
}
