import type { moments as english } from '../../en/page/moments.ts'

const program = (path: string | null): string => (path === null ? '' : `（${path.split('/').at(-1)}）`)

export const moments: typeof english = {
  label: (title) => `${title} の場面`,
  title: '場面',
  names: {
    borrowed: () => 'メモリを借りる',
    copied: () => 'メモリを複製する',
    asleep: ({ state }) => `親が待機（${state.charAt(0)}）`,
    window: () => '危険な区間',
    canary: ({ written, parentSees }) => (written === parentSees ? 'カナリア：親にも見える' : 'カナリア：親には見えない'),
    held: ({ state }) => `止めている間（${state.charAt(0)}）`,
    sent: ({ signal }, who) => `${who} に ${signal} を送る`,
    waits: ({ signal }, who) => `${signal} が ${who} で待つ`,
    arrived: ({ signal }, who) => `${signal} が ${who} に届く`,
    ignored: ({ signal }, who) => `${who} が ${signal} を無視する`,
    stopped: ({ signal }, who) => `${signal} で ${who} が止まる`,
    pressed: ({ key }) => ({ 'ctrl-c': 'Ctrl-C を押す', 'ctrl-z': 'Ctrl-Z を押す', hangup: '端末が切断される' })[key],
    continued: () => 'ジョブの再開',
    handler: ({ before, after, whose }, who) => `${who} でハンドラが動く（${whose === 'parent' ? '親のメモリ' : '子のメモリ'}：${before} → ${after}）`,
    failed: ({ errno }) => `exec が失敗（${errno}）`,
    told: ({ errno }) => `${errno} が親に届く`,
    program: ({ path }) => `自分のプログラムになる${program(path)}`,
    awake: () => '親が目を覚ます',
    found: ({ harm }) => (harm ? '問題が起きた' : '分かったこと'),
  },
  more: (count) => `ほか ${count} 件`,
}
