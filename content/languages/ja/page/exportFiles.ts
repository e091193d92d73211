import type { ExportFiles } from '../../en/page/exportFiles.ts'

export const exportFiles: ExportFiles = {
  strace: 'strace のテキスト',
  perfetto: 'Perfetto 用の strace テキスト',
  chrome: 'トレースイベント（Perfetto、Chrome）',
  asciicast: 'asciicast',
  ndjson: 'イベント（NDJSON）',
  evidence: '証拠一式（Markdown）',
}
