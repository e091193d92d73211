import type { moments as english } from '../../en/page/moments.ts'

const program = (path: string | null): string => (path === null ? '' : `（${path.split('/').at(-1)}）`)

export const moments: typeof english = {
  label: (title) => `${title} の場面`,
  title: '場面',
  names: {
    borrowed: () => 'メモリを借りる',
    copied: () => 'メモリを複製する',
    asleep: ({ state }) => `親が停止（${state.charAt(0)}）`,
    window: () => '危険な区間',
    canary: ({ written, parentSees }) => (written === parentSees ? 'カナリア：親にも見える' : 'カナリア：親には見えない'),
    held: ({ state }) => `止めている間（${state.charAt(0)}）`,
    sent: ({ signal }, who) => `${who} に ${signal} を送る`,
    waits: ({ signal }, who) => `${signal} が ${who} で待つ`,
    arrived: ({ signal }, who) => `${signal} が ${who} に届く`,
    ignored: ({ signal }, who) => `${who} が ${signal} を無視する`,
    stopped: ({ signal }, who) => `${signal} で ${who} が止まる`,
    handler: ({ before, after, whose }, who) => `${who} でハンドラが動く（${whose === 'parent' ? '親のメモリ' : '子のメモリ'}：${before} → ${after}）`,
    failed: ({ errno }) => `exec が失敗（${errno}）`,
    told: ({ errno }) => `${errno} が親に届く`,
    program: ({ path }) => `自分のプログラムになる${program(path)}`,
    awake: () => '親が目を覚ます',
    found: ({ harm }) => (harm ? '危険が現実になった' : 'わかったこと'),
  },
  whys: {
    borrowed: () => '子は自分のメモリを持たない。親のメモリの中で動く。',
    copied: () => '子は複製を受け取る。子が書き換えても、親には見えない。',
    asleep: () => '子がメモリを手放すまで、親は先へ進めない。SIGKILL 以外のシグナルでは目を覚まさない。',
    window: () => 'exec までの間、子が書くものはすべて親のメモリに書かれる。',
    canary: ({ written, parentSees }) =>
      written === parentSees ? '子が書いた数を親も読む。メモリを共有している。' : '子が数を書いても、親が読むのは元の数のまま。メモリは別々である。',
    held: () => 'トレーサがここで止めている。その間のほかのタスクの状態は /proc からわかる。',
    sent: () => 'トレーサが今送る。',
    waits: () => 'ブロックされているので、解除されるまでカーネルが預かる。',
    arrived: () => 'カーネルが届ける。',
    ignored: () => '無視する設定なので、何も起こらない。',
    stopped: () => '止まったプロセスは、再開されるまで何もしない。',
    handler: ({ whose }) =>
      whose === 'parent' ? '誰が動かしても、ハンドラは親のメモリで数える。' : 'ハンドラは子のメモリで数える。親のカウンタは変わらない。',
    failed: () => 'なるべきプログラムがない。親はまだそれを知らない。',
    told: () => '子の最後の知らせ。これで親にも理由がわかる。',
    program: () => 'カーネルが子に自分のメモリを与える。ハンドラは消え、無視とブロックは残る。',
    awake: () => '子がメモリを手放したので、親が動き出す。',
    found: () => 'この実験で確かめたかったこと。',
  },
  more: (count) => `ほか ${count} 件`,
}
