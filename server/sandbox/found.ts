/** Findings of the server, in English. Each is its key in content/languages/ID/check.json. `%s`: a word of the machine. */
export const FOUND = {
  noCgroup: 'no cgroup v2 is mounted for this process',
  noController: '%s has no controller %s',
  notThere: '%s does not exist',
  noVersion: '%s does not print its version',
  userTaken: 'uid %s belongs to %s',
  noLastEvent: 'the trial run ended without its last event',
} as const

export function said(sentence: (typeof FOUND)[keyof typeof FOUND], ...words: readonly (string | number)[]): string {
  return words.reduce((text: string, word) => text.replace('%s', () => String(word)), sentence)
}
