/** What each file is that a run can be taken along as. English. */
export const exportFiles = {
  strace: 'strace text',
  perfetto: 'strace text for Perfetto',
  chrome: 'trace events (Perfetto, Chrome)',
  asciicast: 'asciicast',
  ndjson: 'events (NDJSON)',
  evidence: 'evidence (Markdown)',
}

export type ExportFiles = typeof exportFiles
