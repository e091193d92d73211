/** Finds text in a terminal, also text that is only written after the reader has asked for it. */
import type { SearchAddon } from '@xterm/addon-search'
import type { Terminal } from '@xterm/xterm'

export interface Finder {
  /** Selects the next place of `text`, or the one before. An empty text asks nothing, and ends what was asked. */
  find: (text: string, back?: boolean) => void
  stop: () => void
}

/** A search reads every row, and a run is written in many pieces. */
const AGAIN_AFTER_MS = 100

/**
 * `onAnswer` hears whether the text asked for last is there: at once, and again if it comes later. Without that, whoever asks while a run
 * is still being written would be told that its text does not occur, for as long as they look.
 */
export function openFinder(terminal: Terminal, search: Pick<SearchAddon, 'findNext' | 'findPrevious'>, onAnswer: (found: boolean) => void): Finder {
  let missed = ''
  let again: ReturnType<typeof setTimeout> | undefined
  const written = terminal.onWriteParsed(() => {
    if (missed === '' || again !== undefined) return
    again = setTimeout(() => {
      again = undefined
      if (missed !== '' && search.findNext(missed)) answer('', true)
    }, AGAIN_AFTER_MS)
  })
  function answer(text: string, found: boolean): void {
    missed = found ? '' : text
    onAnswer(found)
  }
  return {
    find: (text, back = false) => answer(text, text === '' || (back ? search.findPrevious(text) : search.findNext(text))),
    stop: () => {
      missed = ''
      clearTimeout(again)
      written.dispose()
    },
  }
}
