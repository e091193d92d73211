/** What the server finds around a run, in English: the key under which content/languages/ID/check.json has it. `%s`: a word of the machine. */
export const FOUND = {
  noCgroup: 'no cgroup v2 is mounted for this process',
  noController: '%s has no controller %s',
  notThere: '%s is not there',
  noVersion: '%s does not tell its version',
  userTaken: 'uid %s belongs to %s',
  noLastEvent: 'the run for trial ended without its last event',
} as const

export function said(sentence: (typeof FOUND)[keyof typeof FOUND], ...words: readonly (string | number)[]): string {
  return words.reduce((text: string, word) => text.replace('%s', () => String(word)), sentence)
}
