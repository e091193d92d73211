/** The timeline in words, for readers who cannot see it. Japanese. */
import type { TimelineSaidWords } from '../../en/page/timelineSaid.ts'

const grouped = new Intl.NumberFormat('ja').format

export const timelineSaid: TimelineSaidWords = {
  length: (count) => `この実行は ${count} ステップからなります。`,
  lane: (task, from, to) => `${task} はステップ ${from} から ${to} まで存在します。`,
  thread: (task, from, to) => `親のスレッド ${task} はステップ ${from} から ${to} まで現れます。`,
  counter: (thread, state, steps) =>
    `親のスレッド ${thread} は${steps === null ? '' : ' P の待機中も'}状態 ${state} にあります。${steps === null ? '' : `この間にカウントが ${grouped(steps)} 進みます。`}`,
  interval: {
    asleep: (task, other, from, to) => `${task} は ${other} のためにステップ ${from} から ${to} まで待機します。`,
    memory: (task, other, from, to) => `${task} と ${other} はステップ ${from} から ${to} まで一つのメモリを共有します。`,
    stack: (task, other, from, to) => `${other} はステップ ${from} から ${to} まで ${task} のスタックの上で動きます。`,
  },
  mask: (task, from, to) => `${task} はステップ ${from} から ${to} までシグナルをブロックしています。`,
  signal: (signal, task, how, at) =>
    how === 'none'
      ? `${task} への ${signal} はこの実行では届きません。`
      : `${task} への ${signal} はステップ ${at} で${{ delivered: '届きます', ignored: '無視されます', stopped: 'タスクを停止させます' }[how]}。`,
}
