/** What the Cost page says, in both languages. */
import { type Language, useLanguage } from '../../words/language.ts'

const en = {
  title: 'What it costs',
  headline: (ratio: string, memory: string) => `With ${memory} resident, fork takes ${ratio} times as long as vfork.`,
  headlineDetail: (fork: string, vfork: string) =>
    `${fork} against ${vfork}, from the start of a tiny program until it is reaped. fork copies the page tables of its parent, and exec tears the copy down again; who lends the memory pays neither.`,
  untraced: 'Nobody watches here: these runs are not traced.',
  recorded: 'Recorded with the project',
  measured: 'Measured here, just now',
  environment: (cpu: string, cpus: number, kernel: string, libc: string, date: string, load: string) =>
    `${cpu}, ${cpus} processors, Linux ${kernel}, ${libc}; ${date}; load ${load} at the start.`,
  method: (repeat: number, pinned: boolean) =>
    `Median of ${repeat} samples, the band is the middle half; ${pinned ? 'pinned to one processor' : 'not pinned'}; the strategies take turns in one process.`,
  traced: (tracer: string) => `Traced by ${tracer}: every figure is too large.`,
  noisy: (count: number) => `In ${count} series the two halves of the samples disagree by more than a tenth: the machine was busy.`,
  leftOut: (memory: string, available: string) => `${memory} and more is left out: it is over half of the memory available (${available}).`,
  axis: { label: 'Against', memory: 'Memory', threads: 'Threads' },
  show: { label: 'Show as', chart: 'Chart', table: 'Table' },
  published: 'Published figures',
  publishedNote: 'Other machines, other years, other methods: as their authors gave them.',
  publishedOther: 'Published without a size, so without a place on the chart:',
  measureHere: 'Measure here',
  measureAgain: 'Measure again',
  cancel: 'Cancel',
  waiting: (position: number) => (position > 0 ? `Waiting: ${position} before this one` : 'Starting …'),
  doing: { populate: 'touching the memory', measure: 'measuring', parts: 'measuring the parts', again: 'measuring again: the halves disagree' },
  progress: (memory: string, threads: number, doing: string) => `${memory}${threads > 0 ? `, ${threads} threads` : ''}: ${doing}`,
  cancelled: 'Cancelled. What was measured until then is shown.',
  failed: 'The measurement did not come to its end',
  cure: 'What to do',
  notHere: 'Live measurement is not possible here; this is the recorded one.',
  notMeasured: 'The threads were not varied: the measurement did not come that far.',
  xMemory: 'resident memory of the parent',
  xThreads: 'further threads of the parent, at 64 MB',
  yTime: 'start to reaped',
  at: { memory: 'Size', threads: 'Threads' },
  series: (label: string, huge: boolean, source: 'ours' | 'bare' | 'runtime') =>
    `${label}${huge ? ', huge pages' : ''}${source === 'runtime' ? ', the real one' : source === 'bare' ? ', bare loop' : ''}`,
  legend: 'Series: press to hide or show',
  chart: (axis: string) => `Time to start and reap a process, against ${axis}, both logarithmic. The table has the same figures.`,
  tableCaption: 'Every measurement',
  columns: {
    series: 'Series',
    mechanism: 'Mechanism',
    place: 'At',
    median: 'Median',
    quartiles: 'Middle half',
    perSecond: 'Spawns per second',
    parts: 'Where the time goes',
  },
  parts: { prepare: 'prepare', create: 'create', child_setup: 'child set-up', exec: 'exec to reaped', suspended: 'parent suspended' },
  hidden: 'inside one library call',
  threads: (count: number) => `${count} threads`,
  download: 'Download',
  predict: {
    title: 'Predict, then look',
    ask: (memory: string) => `At 1 MB both are known. Where do fork and vfork stand with ${memory}? Drag the two points, or use the sliders.`,
    reveal: 'Show what was measured',
    again: 'Predict again',
    yours: 'your guess',
    measured: 'measured',
    verdict: (name: string, guess: string, truth: string, factor: string, low: boolean) =>
      `${name}: you said ${guess}, it was ${truth}${factor === '1' ? '. Well seen.' : `: ${factor} times ${low ? 'more' : 'less'}.`}`,
    off: (factor: string, low: boolean) => (factor === '1' ? '(well seen)' : `(${factor} times ${low ? 'more' : 'less'} than you said)`),
    explain:
      'fork grows with memory, because it copies one page-table entry for each page that is there. vfork does not look at the memory at all: its line is flat.',
    measure: 'Measure it here',
  },
}
type Words = typeof en

const ja: Words = {
  title: 'どれだけかかるか',
  headline: (ratio, memory) => `常駐メモリ ${memory} のとき、fork には vfork の ${ratio} 倍の時間がかかります。`,
  headlineDetail: (fork, vfork) =>
    `ごく小さなプログラムを起動してから回収するまで、${fork} 対 ${vfork} です。fork は親のページテーブルを複製し、exec がその複製をまた捨てます。メモリを貸す方式は、どちらの代価も払いません。`,
  untraced: 'ここでは誰も見張っていません。トレースなしの実行です。',
  recorded: '同梱の測定結果',
  measured: 'たった今、このマシンで測った結果',
  environment: (cpu, cpus, kernel, libc, date, load) => `${cpu}、${cpus} プロセッサ、Linux ${kernel}、${libc}。${date}。開始時のロードアベレージ ${load}。`,
  method: (repeat, pinned) =>
    `${repeat} 回の中央値。帯は中央の半分です。${pinned ? '1 つのプロセッサに固定' : 'プロセッサは固定せず'}、1 つのプロセスの中で各方式を順番に測ります。`,
  traced: (tracer) => `${tracer} がトレースしています。どの値も実際より大きくなります。`,
  noisy: (count) => `${count} 系列で、標本の前半と後半が 1 割を超えて食い違います。マシンが忙しかったようです。`,
  leftOut: (memory, available) => `${memory} 以上は省きました。空きメモリ（${available}）の半分を超えるためです。`,
  axis: { label: '横軸', memory: 'メモリ', threads: 'スレッド' },
  show: { label: '表示', chart: 'グラフ', table: '表' },
  published: '公表された数値',
  publishedNote: '別のマシン、別の年、別の方法による値です。著者が示したまま載せています。',
  publishedOther: 'メモリ量が示されていないため、グラフに置けないもの：',
  measureHere: 'ここで測る',
  measureAgain: 'もう一度測る',
  cancel: '中止',
  waiting: (position) => (position > 0 ? `順番待ち：あと ${position} 件` : '開始しています…'),
  doing: { populate: 'メモリに触れています', measure: '測定中', parts: '内訳を測定中', again: '前半と後半が食い違うので測り直し中' },
  progress: (memory, threads, doing) => `${memory}${threads > 0 ? `、${threads} スレッド` : ''}：${doing}`,
  cancelled: '中止しました。そこまでに測れたものを表示しています。',
  failed: '測定は最後まで進みませんでした',
  cure: '対処',
  notHere: 'ここでは測定できないため、同梱の測定結果を表示しています。',
  notMeasured: 'スレッド数を変えた測定はまだありません。測定がそこまで進みませんでした。',
  xMemory: '親プロセスの常駐メモリ',
  xThreads: '親プロセスの追加スレッド数（64 MB のとき）',
  yTime: '起動から回収まで',
  at: { memory: 'メモリ量', threads: 'スレッド数' },
  series: (label, huge, source) =>
    `${label}${huge ? '（ヒュージページ）' : ''}${source === 'runtime' ? '（本物）' : source === 'bare' ? '（素のループ）' : ''}`,
  legend: '系列：押すと表示・非表示が切り替わります',
  chart: (axis) => `プロセスを起動して回収するまでの時間と${axis}の両対数グラフ。同じ数値が表にあります。`,
  tableCaption: 'すべての測定値',
  columns: { series: '系列', mechanism: '仕組み', place: '条件', median: '中央値', quartiles: '中央の半分', perSecond: '毎秒の起動数', parts: '時間の内訳' },
  parts: { prepare: '準備', create: '生成', child_setup: '子の準備', exec: 'exec から回収まで', suspended: '親の停止' },
  hidden: '1 つのライブラリ呼び出しの内側',
  threads: (count) => `${count} スレッド`,
  download: 'ダウンロード',
  predict: {
    title: '予想してから見る',
    ask: (memory) =>
      `1 MB での値は分かっています。${memory} のとき、fork と vfork はどこに来るでしょうか。2 つの点をドラッグするか、スライダーで動かしてください。`,
    reveal: '測定値を見る',
    again: 'もう一度予想する',
    yours: 'あなたの予想',
    measured: '測定値',
    verdict: (name, guess, truth, factor, low) =>
      `${name}：予想は ${guess}、実際は ${truth}${factor === '1' ? '。お見事です。' : `。実際は予想の ${factor} ${low ? '倍' : '分の 1'}でした。`}`,
    off: (factor, low) => (factor === '1' ? '（お見事）' : `（予想の ${factor} ${low ? '倍' : '分の 1'}）`),
    explain:
      'fork はメモリとともに遅くなります。存在するページごとにページテーブルの項目を 1 つ複製するからです。vfork はメモリをまったく見ないので、線は平らです。',
    measure: 'ここで測ってみる',
  },
}

const WORDS: Record<Language, Words> = { en, ja }

export function useCostWords(): Words {
  return WORDS[useLanguage()]
}
