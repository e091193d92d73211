import type { LineWords } from '../../../../client/model/straceLines.ts'

const where = (wchan: string | null): string => (wchan === null ? '' : `、${wchan} の中`)
const moments: Record<string, string> = {
  'before-create': '子ができる前',
  'child-start': '子の開始直後',
  'before-exec': 'exec の直前',
  'after-exec': 'exec の直後',
  running: '実行中',
}

export const lines: LineWords = {
  writes: (fd, text) => `記述子 ${fd} に出力：${text}`,
  held: (held, state, wchan, steps) => `${held} を止めている間：${state}${where(wchan)}、ほかのスレッドのカウントは ${steps}`,
  sent: (signal, moment) => `${signal} が送られる：${moments[moment] ?? moment}`,
  pending: (signal) => `${signal} は待たされ、保留になる`,
  sleeps: (state, wchan) => `待機する：${state}${where(wchan)}`,
  wakes: (by) => `再開する：子が ${by === 'exec' ? 'exec した' : '終了した'}`,
  threads: (all) => `ほかのスレッド：${all.map(({ thread, state, steps }) => `${thread} は ${state}、カウント ${steps}`).join('。')}`,
  startsThread: '生成された：スレッド',
  pressed: { 'ctrl-c': 'Ctrl-C が押される', 'ctrl-z': 'Ctrl-Z が押される', hangup: '端末が切断される' },
  continued: 'シェルがジョブを再開する',
  created: (memory, stack) =>
    memory === null
      ? '生成された：何を共有しているかはログから分かりません'
      : `生成された：メモリを${memory ? '共有' : '複製'}、${{ same: '親と同じスタック', separate: '専用のスタック', copied: 'スタックも複製' }[stack]}`,
}
