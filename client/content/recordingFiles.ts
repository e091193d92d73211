/** Where each recording is that ships, of our strategies and of the real programs. Globbed, never listed. */

const files = import.meta.glob<string>('../../content/{strategies,runtimes}/*/recordings/*.ndjson', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})

/** Undefined where none of that name ships. */
export function recordingUrl(id: string, name: string): string | undefined {
  return files[`../../content/strategies/${id}/recordings/${name}.ndjson`] ?? files[`../../content/runtimes/${id}/recordings/${name}.ndjson`]
}

/** Does a recording of that name ship? */
export function hasRecording(strategy: string, name: string): boolean {
  return recordingUrl(strategy, name) !== undefined
}
