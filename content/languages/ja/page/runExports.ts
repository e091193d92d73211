/** 実行をファイルとして保存する欄の言葉。 */
import type { RunExportsWords } from '../../en/page/runExports.ts'
import { evidence } from './evidence.ts'
import { exportFiles } from './exportFiles.ts'

const grouped = new Intl.NumberFormat('ja').format

export const runExports: RunExportsWords = {
  evidence,
  exports: 'この実行を持ち帰る',
  exportOf: (name) => `${name} の記録`,
  files: exportFiles,
  exportScope: 'ファイルに入れる範囲',
  exportShown: (events) => `表示中の部分（イベント ${grouped(events)} 個）`,
  exportAll: (events) => `ログ全体（イベント ${grouped(events)} 個）`,
  exportsShown: 'どのボタンも、表示中の部分を保存します。',
  exportsAll: 'どのボタンも、ログ全体を保存します。',
  exporting: 'ファイルを作成中…',
}
