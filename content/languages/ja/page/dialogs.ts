import type { DialogWords } from '../../en/page/dialogs.ts'

export const dialogs: DialogWords = {
  keys: [
    { keys: ['→', '←'], does: '次のステップ、前のステップ（発表用リモコンの PageDown、PageUp も同じ）' },
    { keys: ['Home', 'End'], does: '最初のステップ、最後のステップ' },
    { keys: ['↑', '↓'], does: '前の行、次の行（プロンプトのない端末で。Enter で固定）' },
    { keys: ['Space'], does: '再生、一時停止' },
    { keys: [',', '.'], does: '前の速さ、次の速さ' },
    { keys: ['[', ']'], does: '前のフェーズ、次のフェーズ' },
    { keys: ['M', 'Shift-M'], does: '次の場面、前の場面' },
    { keys: ['F'], does: '図を画面いっぱいに表示' },
    { keys: ['1 … 6'], does: 'その列の実行をたどる' },
    { keys: ['+', '-', '0'], does: 'タイムラインの拡大、縮小、全体表示' },
    { keys: ['A', 'D'], does: 'タイムラインを左右に動かす' },
    { keys: ['R'], does: 'すべての列を実行する' },
    { keys: ['L'], does: '実験室で、止めてある子を放す' },
    { keys: ['Esc'], does: '固定した強調を外す' },
    { keys: ['Ctrl-K'], does: 'コマンドパレット：ページ、言語、表示' },
    { keys: ['?'], does: 'この一覧を開く' },
  ],
  palette: {
    title: 'どこへでも、何でも',
    field: '移動先（ページ、レッスン、用語、シグナルなど）',
    none: 'その名前のものはありません。',
    page: (name) => `「${name}」へ移動`,
    language: (name) => `言語：${name}`,
    theme: (name) => `表示：${name}`,
    lab: (title) => `${title} を実験室で試す`,
    keys: 'キーの一覧を見る',
    kinds: { lesson: 'レッスン', claim: '記事の主張', incident: '事例', term: '用語', real: '実際のプログラム', signal: '親が無視するシグナル' },
  },
}
