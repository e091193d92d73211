/** The addresses of all shipped recordings, of our strategies and of the real programs. Globs find the files; never list them. */

const files = import.meta.glob<string>('../../content/{strategies,runtimes}/*/recordings/*.ndjson', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})

/** Undefined if no recording of that name ships. */
export function recordingUrl(id: string, name: string): string | undefined {
  return files[`../../content/strategies/${id}/recordings/${name}.ndjson`] ?? files[`../../content/runtimes/${id}/recordings/${name}.ndjson`]
}

/** Whether a recording of that name ships. */
export function hasRecording(strategy: string, name: string): boolean {
  return recordingUrl(strategy, name) !== undefined
}
