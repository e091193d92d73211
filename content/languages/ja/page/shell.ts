import type { ShellWords } from '../../en/page/shell.ts'

export const shell: ShellWords = {
  failed: {
    notFetched: { page: 'このページを読み込めませんでした。', part: 'ページのこの部分を読み込めませんでした。' },
    broke: { page: 'このページは正しく動きませんでした。', part: 'ページのこの部分は正しく動きませんでした。' },
    why: {
      offline: 'ネットワークにつながっていません。つながると、足りない部分は自動的に表示されます。',
      silent: 'サーバーが応答しません。応答すると、足りない部分は自動的に表示されます。',
      newer: 'サーバーの Spawnscope が新しくなり、古いファイルがなくなりました。再読み込みしてください。アドレスは変わりません。',
      lost: 'サーバーは応答していますが、このファイルだけが届きませんでした。',
    },
    fault: (message) => `こちらの不具合：${message}`,
    notStarted: 'ページを読み込めませんでした。ネットワークにつながっていないか、サーバーが応答しません。つながると、自動的に始まります。',
    again: 'もう一度試す',
    reload: '再読み込み',
  },
  noScript: '実行を一歩ずつ再生するため、このページには JavaScript が必要です。レッスンは JavaScript なしでも読めます：',
  search: '検索',
  searchIn: (what) => `${what} の中を検索`,
  notFound: '見つかりません',
  copyCommand: 'コマンドをコピー',
  copyLink: 'リンクをコピー',
  copyEmbed: '埋め込み用にコピー',
  exportRun: '書き出す…',
  exportRunAs: 'この実行を保存する形式',
  copied: 'コピー済み',
  copyByHand: 'ブラウザーがこのページにコピーを許していません。ここからコピーしてください：',

  palette: { open: 'コマンドパレット' },
}
