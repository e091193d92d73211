/**
 * What a browser stores of a class, as words under a key: `tab` as long as the tab, `browser` beyond it. In a strict browser, in a frame
 * on another site, or where it is full, nothing is stored; then it lasts as long as the page.
 */
type Where = 'tab' | 'browser'

const storageOf = (where: Where): Storage => (where === 'tab' ? sessionStorage : localStorage)

export function readWord(where: Where, key: string): string | undefined {
  try {
    return storageOf(where).getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** Null takes it out. */
export function keepWord(where: Where, key: string, word: string | null): void {
  try {
    if (word === null) storageOf(where).removeItem(key)
    else storageOf(where).setItem(key, word)
  } catch {
    // It lasts as long as the page.
  }
}
