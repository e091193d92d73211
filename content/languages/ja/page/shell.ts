import type { ShellWords } from '../../en/page/shell.ts'

export const shell: ShellWords = {
  failed: {
    notFetched: { page: 'このページを読み込めなかった。', part: 'ページのこの部分を読み込めなかった。' },
    broke: { page: 'このページは正しく動かなかった。', part: 'ページのこの部分は正しく動かなかった。' },
    why: {
      offline: 'ネットワークにつながっていない。つながると、足りない部分は自動的に表示される。',
      silent: 'サーバーが応答しない。応答すると、足りない部分は自動的に表示される。',
      newer: 'サーバーの Spawnscope が新しくなり、古いファイルがなくなった。再読み込みすればよい。アドレスは変わらない。',
      lost: 'サーバーは応答しているが、このファイルだけが届かなかった。',
    },
    fault: (message) => `こちらの不具合：${message}`,
    notStarted: 'ページを読み込めなかった。ネットワークにつながっていないか、サーバーが応答しない。つながると、自動的に始まる。',
    again: 'もう一度試す',
    reload: '再読み込み',
  },
  noScript: '実行を一歩ずつ再生するため、このページには JavaScript が必要である。レッスンは JavaScript なしでも読める：',
  search: '検索',
  searchIn: (what) => `${what} の中を検索`,
  notFound: '見つからない',
  copyCommand: 'コマンドをコピー',
  copyLink: 'リンクをコピー',
  copyEmbed: '埋め込み用にコピー',
  exportRun: '書き出す…',
  exportRunAs: 'この実行を保存する形式',
  copied: 'コピー済み',
  copyByHand: 'ブラウザーがこのページにコピーを許していない。ここからコピーする：',
  embed: {
    open: 'Spawnscope で開く',
    missing: 'この実行はここに保存されていない。自分で実行するには',
    otherSettings: 'この実行は別の設定のもので、ここには保存されていない。下は記録されたままの方式。自分で実行するには',
  },
  palette: { open: 'コマンドパレット' },
}
