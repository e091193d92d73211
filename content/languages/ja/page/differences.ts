import type { DifferenceWords } from '../../en/page/differences.ts'

const ends: Record<string, string> = {
  spawned: '起動して回収',
  traced: '終了',
  failed: '起動に失敗',
  refused: '拒否',
  killed: '強制終了',
  timeout: '時間切れ',
  'event-limit': 'イベント数の上限',
}
/** Latin letters stand apart from the Japanese after them. */
const all = (names: string[]): string => names.join('・').replace(/[!-~]$/, '$& ')

export const differences: DifferenceWords = {
  title: '違うところ',
  none: 'ここで数えるもの（結果、仕組み、共有、シグナル）については違いがありません。',
  join: (parts) => `${parts.join('、')}。`,
  aspects: {
    outcome: { name: '結果', say: (names, value) => `${all(names)}は${ends[value] ?? ` ${value}`}` },
    mechanism: { name: '仕組み', say: (names, value) => `${all(names)}は ${value}` },
    memory: { name: 'メモリ', say: (names, value) => `${all(names)}は${value === 'yes' ? '子に貸与' : '複製'}` },
    stack: {
      name: '子のスタック',
      say: (names, value) => `${all(names)}では${{ same: '親のもの', separate: '専用のもの', copied: '複製' }[value] ?? value}`,
    },
    sleep: { name: '親', say: (names, value) => `${all(names)}は${value === 'yes' ? ' exec まで待機' : 'すぐに続行'}` },
    calls: { name: 'exec 前の呼び出し', say: (names, value) => `${all(names)}の子は ${value} 回` },
    visited: { name: '処理したシグナル', say: (names, value) => `${all(names)}の子は ${value} 種` },
    reset: { name: 'リセットした設定', say: (names, value) => `${all(names)}の子は ${value} 種` },
    blocked: { name: 'exec 後のブロック', say: (names, value) => `${all(names)}の子では ${value} 種` },
    ignored: { name: 'exec 後に無視される設定', say: (names, value) => `${all(names)}の子では ${value} 種` },
  },
}
