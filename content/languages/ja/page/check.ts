import type { CheckWords } from '../../en/page/check.ts'

export const check: CheckWords = {
  title: 'このマシンで動くもの',
  live: 'ここでは実行できます。ページ上の実行はどれも、今このマシンで行われます。',
  notLive: 'ここではまだ実行できません。要るものと対処を下に示します。記録された実行はどこでもたどれます。',
  none: 'このページにはサーバーがありません。記録された実行はたどれます。自分で実行するには：',
  install: 'プロジェクトを git clone し、npm start',
  again: 'もう一度確かめる',
  columns: { thing: '項目', works: '動くか', found: '見つかったもの', cure: '対処' },
  yes: '✓ 動く',
  no: { needed: '✗ 実行に必要', optional: '– ない' },
  names: {
    kernel: 'Linux カーネル',
    ptrace: 'ptrace(2)：プロセスを観察する',
    memory: 'process_vm_readv(2)：メモリを読む',
    kcmp: 'kcmp(2)：共有しているかを比べる',
    libdw: 'libdw：呼び出しがプログラムのどの行によるか',
    strace: 'strace（テストの比較相手）',
  },
  sandbox: 'サンドボックス',
  level: (n) => `4 段階中 ${n}`,
  waiting: (n) =>
    `すぐに実行を始められるように、サーバーはサンドボックスを ${n} 個、あらかじめ用意しています。用意されたサンドボックスに、来訪者の情報は入っていません。1 回の実行に使い、終わると捨てます。`,
  helper: (version, arch) => `ヘルパー ${version}、${arch}`,
  libc: (libc, isStatic) => `、${libc}${isStatic ? '（静的リンク）' : ''}`,
  uid: (uid) =>
    uid === 0 ? 'サーバーは root で動いています。どのユーザーにもなれます。' : `サーバーは uid ${uid} で動いています。別のユーザーにはなれません。`,
}
