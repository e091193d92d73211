import type { ColumnWords } from '../../en/page/columns.ts'

export const columns: ColumnWords = {
  column: (n) => `${n} 列目の方式`,
  removeColumn: (title) => `${title} の列を外す`,
  addColumn: '列を追加',
  columnGroups: { runtimes: 'ランタイム（再現）', plain: '基本の方式', real: '実際のプログラム' },
  onlyHere: 'ここだけ',
  keepRun: 'この実行を残す',
  keepRunWhy: '列とリンクが、サーバーに保存されたこの実行そのものを指すようになります',
  moreSteps: (count) => `ほかに ${count} ステップ（現在位置から離れている）`,
  unfold: (count) => `${count} 件すべて表示`,
  nothingHere: 'このフェーズでは何もしません',
  terminals: '端末',
}
