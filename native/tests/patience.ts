/** A busy machine must not end a run: the helper's own limit is 5 s, and touching 512 MB alone has taken longer beside other work. */
export const PATIENT = ['--timeout', '60000']

/** The words of `run` or `trace` with that time. Where the limit is the question, the test sets its own, and other commands have none. */
export function patient(words: readonly string[]): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length
  if (!['run', 'trace'].includes(words[0] ?? '') || words.slice(0, end).includes('--timeout')) return [...words]
  return [...words.slice(0, end), ...PATIENT, ...words.slice(end)]
}
