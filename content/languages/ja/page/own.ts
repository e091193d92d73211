/** 自分のプログラムとトレースのページの言葉。 */
import type { OwnWords } from '../../en/page/own.ts'

const grouped = new Intl.NumberFormat('ja').format

export const own: OwnWords = {
  title: '自分のプログラム',
  intro:
    '自分のプログラムは、別のプログラムを起動するときに何をしているでしょうか。ここに書いて実行するか、シェルで npx spawnscope show -- PROGRAM を実行してトレースします。',
  programTitle: 'プログラム',
  language: '言語',
  languages: { c: 'C', rust: 'Rust', go: 'Go', ruby: 'Ruby', nim: 'Nim', python: 'Python', node: 'Node.js' },
  template: 'ひな型',
  templates: {
    start: 'プログラムを起動して待つ',
    specimen: '「実物と比べる」の実物',
    'no-exit': '間違い：exec のあとに _exit がない',
    handler: '間違い：親のハンドラが子で動く',
    descriptor: '間違い：ファイル記述子が漏れる',
    zombie: '間違い：誰も待たない（ゾンビ）',
    'ctrl-c': '間違い：Ctrl-C が二回届く',
    threads: '間違い：スレッドのあるプログラムで fork する',
  },
  editor: '自分のプログラム。Escape のあと Tab でエディターから出られます',
  run: '実行',
  stop: '止める',
  reset: '元に戻す',
  difference: '変えたところを表示する',
  compiling: 'コンパイル中…',
  waits: (position) => `コンパイラの順番待ち：${position} 番目`,
  running: '実行中…',
  ran: (how) => {
    if (how.is === 'recorded') return 'このプログラムの記録された実行です。'
    const made = how.script ? '構文を調べ' : 'コンパイルし'
    return how.is === 'cached'
      ? `前に${made}たものを、ここのサンドボックスで実行しました。`
      : `${grouped(how.ms)} ミリ秒で${made}、ここのサンドボックスで実行しました。`
  },
  ended: (end) => {
    if (end.is === 'status') return `終了ステータスは ${end.status} です。`
    if (end.is === 'signal') return `${end.signal} で終了しました。`
    if (end.is === 'time') return `${end.seconds} 秒たったので終了させました。ここで実行できるのはそれまでです。`
    if (end.is === 'events') return `イベントが ${grouped(end.most)} 個になったので終了させました。ここで記録できるのはそれまでです。`
    return 'トレースは途中で切れています。'
  },
  runRecorded: '記録された実行を見る',
  makeMine: '自分のプログラムにする',
  readOnly: 'どのプログラムも、コードと記録された実行を見ることができます。',
  files: 'ファイル',
  addFile: 'ファイルを加える',
  fileName: '名前',
  removeFile: (name) => `${name} を取り除く`,
  startedWith: '起動のしかた',
  args: '引数（一行に一つ）',
  stdin: '標準入力',
  lines: '呼び出しごとに、コードの行を示します。',
  linesWhy: 'スクリプトでは、そのための呼び出しが最初の行の前にいくつか加わります。',
  inCompare: '比較のページで posix_spawn や fork と並べる',
  fault: (fault) => {
    if (fault.is === 'name') return `${fault.name || '名前のないファイル'}：名前は、英小文字と数字と _ 、そのあとに点と三文字までの英小文字です。`
    if (fault.is === 'twice') return `${fault.name} というファイルが二つあります。どちらかの名前を変えてください。`
    if (fault.is === 'bytes') return `ファイルは合わせて ${fault.most / 1024} KiB までです。どこかを短くしてください。`
    if (fault.is === 'args') return `引数は ${fault.most} 個までです。`
    if (fault.is === 'argument') return `引数は一つ ${fault.most} バイトまでです。`
    return `標準入力は ${grouped(fault.most)} バイトまでです。`
  },
  noLines: 'どの呼び出しも、コードの行までたどれませんでした。',
  wrong: 'コンパイルできませんでした。',
  fromLink: 'リンクのプログラム',
  linkWrong: 'リンクからプログラムを読み取れません。途中で切れているかもしれません。もう一度リンクをもらってください。',
  linkTooLong: 'このプログラムは長すぎるため、リンクに入らず、クラスに見せることもできません。',
  countOfLine: (line, calls) => `${line} 行目：システムコール ${calls} 回`,
  byRuntime: (calls) => `${grouped(calls)} 回の呼び出しは、書いたどの行からでもなく、ランタイムが行ったものです。`,
  ledBy: (by) =>
    by === 'runtime'
      ? '書いた行からではなく、ランタイムが行いました。'
      : by.map(({ file, line, function: name }) => `${file} ${line} 行目${name === '' ? '' : `（${name} の中）`}`).join('、呼び出し元は '),
  severity: { error: 'エラー：', warning: '警告：', note: '補足：' },
  place: (file, line) => (line === null ? file : `${file} ${line} 行目`),
  compilerSaid: 'コンパイラのメッセージ',
  nothingStarted: 'プロセスを一つも起動しませんでした。行ったことをすべて表示します。',
  cannot: 'ここではプログラムを書いて実行することはできません。',
  importTitle: '自分のトレース',
  importText:
    'spawnscope の記録（NDJSON）か strace のログをここにドロップしてください。strace のログは、-o のファイルでも、端末に出たものでも、どのオプションのものでも読めます。いちばんよいのは strace -f -ttt -o FILE です。ログがブラウザーの外へ送られることはありません。',
  importChoose: 'ファイルを選ぶ',
  importReading: (name, percent) => `${name} を読み込み中：${percent} %`,
  importCancel: '取り消す',
  importClose: 'このログを閉じる',
  importBroken: (name) => `ブラウザーのメモリが足りず、${name} を最後まで読めませんでした。プロセスを起動する部分だけを切り出します。`,
  importGone: (name) => `トレース ${name} は、もうここにありません。対処：もう一度プログラムをトレースします。`,
  importBig: (name, megabytes) => `${name} が ${megabytes} MB を超えています。プロセスを起動する部分だけを切り出します。`,
  importFound: (events, name) => `${name}：イベント ${grouped(events)} 個`,
  importNoWindow: 'プロセスを起動する行がないので、そのまま表示します。',
  importNothing: (name) => `${name}：strace の呼び出しが一つも見つかりませんでした。`,
  importPart: (shown, all) => `図に出ているのは、イベント ${grouped(all)} 個のうち最初の ${grouped(shown)} 個です。ログ全体のファイルには全部入ります。`,
  importErrors: (n) => `読めなかった行が ${n} 行あります`,
  importLine: (line) => `${line} 行目`,
  unread: {
    'no-line': 'strace の行ではありません。呼び出し、シグナル（---）、終了（+++）、再開（<...）のどれでもありません',
    'no-result': '呼び出しに「) = 結果」がありません',
    torn: '呼び出しの途中にプログラム自身の出力が入っています。対処：strace -o FILE',
    cut: 'ログがこの行の途中で始まるか、終わっています',
    'no-event': 'spawnscope のイベントではありません',
  },
  notesTitle: 'このログからは分からないこと',
  notes: {
    'times-none': '時刻がないので、分かるのは順序だけです。対処：strace -ttt',
    'times-day': '時刻に日付がありません。対処：strace -ttt',
    'times-summed': '時刻は差分（-r）なので、ここで足し合わせました。対処：strace -ttt',
    'times-seconds': '時刻は秒までです。対処：strace -ttt',
    'times-back': '時計が戻っています。その行は、直前の行の時刻で表示します。',
    'pid-unknown': '最初のプロセスの番号が書かれていないので、ここでは 1 とします。対処：strace -f -o FILE',
    'pid-again': '同じ pid がもう一度使われていますが、前のプロセスの終了がログにありません。新しいプロセスとみなします。',
    'pid-alive':
      'まだ動いているプロセスと同じ番号が返されています。別の pid 名前空間の番号なので、どのプロセスが作られたのかは分かりません。対処：strace --decode-pids=pidns',
    'pid-missing': 'どのプロセスの行か書かれておらず、複数が動いています。当てはまるプロセス、なければいちばん古いプロセスの行とみなします。',
    'no-creator': 'プロセスが現れますが、誰が作ったのかを示す行がありません。別の pid 名前空間のものかもしれません。strace --decode-pids=pidns で分かります。',
    'sharing-unknown': '呼び出しのフラグがログにないので、親と子が何を共有しているかは分かりません。',
    'sharing-numbers': 'フラグが数値で書かれています。x86 と Arm の Linux の値として読みました。',
    'sharing-open': '子は親のメモリを使っていますが、新しいプログラムになったことも終了もログにありません。',
    unbegun: '再開した呼び出しの始まりがログにありません。',
    detached: 'ここで strace がプロセスから離れました。その後のことは分かりません。',
    unavailable: 'strace は結果を知ることができませんでした。',
    injected: '結果は strace が入れたものです。何も起動されていません。',
    mixed: '呼び出しの途中にプログラム自身の出力が入っていたので、取り除きました。',
    cut: 'ログがこの行の途中で始まるか、終わっています。途中で切れた呼び出しの結果は使いません。',
    summary: '集計（-c か -C）が入っていますが、読みません。',
    gap: 'ここでサーバーがイベントを読めなかったか、実行を終わらせました。',
    'no-end': 'トレースに終わりがありません。途中で切れています。',
  },
  noteLines: (lines, more) => `${lines.join('、')} 行目${more > 0 ? `、ほか ${grouped(more)} 行` : ''}`,
  starts: {
    title: '起動されたプロセス',
    count: (n) => `起動 ${grouped(n)} 件`,
    search: '検索：プログラム、呼び出し、pid',
    program: 'プログラム',
    call: '作り方',
    parent: '親',
    time: '経過時間',
    noProgram: 'exec なし',
    notInLog: '記録なし',
    memory: (shared) => (shared === null ? 'メモリ：記録なし' : shared ? 'メモリを共有' : 'メモリを複製'),
    seconds: (s) => `${s} 秒`,
    range: (from, to, all) => `${grouped(all)} 件中 ${grouped(from)}〜${grouped(to)} 件目`,
    none: '当てはまる起動はありません。',
    earlier: '前の起動',
    later: '次の起動',
    show: (program, pid) => `${program}（${pid}）`,
  },
}
