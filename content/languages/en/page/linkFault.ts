/** What a link that cannot be opened is told, fetched with the first such link. English. */
export const linkFault = {
  title: 'This link cannot be opened',
  too_long: (word: string) => `It is ${word} characters long; the limit is 2,000.`,
  version: (word: string): string =>
    word ? `Its version is ${word}, which this page does not know. A newer Spawnscope may be able to open it.` : 'It does not name its version (v=1).',
  unknown_key: (word: string) => `It names a setting that does not exist: ${word}.`,
  bad_value: (word: string) => `It holds a value that makes no sense: ${word}.`,
  unknown: {
    strategy: (word: string, _of: string) => `There is no strategy “${word}” here, so its column is left out.`,
    edition: (word: string, of: string) => `${of} has no edition “${word}”; its newest is shown instead.`,
    real: (word: string, _of: string) => `There is no real program of “${word}” here, so its column is left out.`,
  },
  meant: 'Did you mean',
  known: 'There are:',
  cure: 'The page shows its default instead. Ask for a new link, or choose again here.',
}

export type LinkFaultWords = typeof linkFault
