/** The words of the controls that set up the parent, fetched when somebody opens them. Japanese. */
import type { ParentSettingsWords } from '../../en/page/parentSettings.ts'

export const parentSettings: ParentSettingsWords = {
  dispositionLegend: (signal) => `SIG${signal}`,
  dispositions: { unset: 'ランタイムのまま', default: 'デフォルト', ignore: '無視', handle: 'ハンドラ' },
  blocked: 'シグナルマスク',
  runOrder: {
    label: '複数の実行',
    together: '同時に',
    'in-turn': '一つずつ順に',
    why: '同時に実行すると、プロセッサを分け合います。時間を比べるときや、多くのメモリやスレッドを使うときは互いに影響するので、一つずつ順に実行してください。',
  },
  target: '起動対象',
  targets: {
    ok: 'すぐ終わるプログラム',
    missing: '存在しないプログラム',
    denied: '実行権限のないファイル',
    'bad-format': 'プログラムではないファイル',
    directory: 'ディレクトリ',
  },
  user: '実行ユーザー',
  users: { root: 'root', nobody: 'nobody (65534)' },
  started: 'ランタイムが起動した時点の状態',
  startedWhy: 'ランタイム自身の起動処理より前の状態です。起動処理は、それを保つことも変えることもあります。',
  startedIgnored: '起動時に無視',
  startedBlocked: '起動時にブロック',
  startedBy: '誰が起動するか',
  startedByNobody: '特に決めない',
  startedSets: '設定されるもの：',
  startedSetsNothing: '設定されるものはありません。',
}
