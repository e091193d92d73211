import type { MemoryWords } from '../../en/page/memory.ts'

export const memory: MemoryWords = {
  label: (title) => `${title} のメモリ`,
  nobody: 'まだ誰もいません。',
  shared: (names) => `一つのアドレス空間を ${names} が共有`,
  own: (names) => `${names} のアドレス空間`,
  gone: '消滅',
  stackOf: (owner) => `${owner} のスタック`,
  runs: 'この上で動作中',
  asleep: (state) => `待機中：${state}`,
  ended: '終了',
  canary: '[カナリア](term:canary)の値',
  pageTables: '[ページテーブル](term:page-table)',
  kilobytes: (kb) => `${kb} kB`,
  nothingCopied: 'メモリは複製されていません。',
  copied: (kb) => (kb === null ? 'メモリは複製されました。' : `[ページテーブル](term:page-table) ${kb} kB を写して、メモリが複製されました。`),
  byKcmp: 'カーネルの答え（[kcmp](term:kcmp)）によります。',
  byFlags: 'ここでは [kcmp](term:kcmp) が使えないため、呼び出しのフラグから判断しました。',
}
