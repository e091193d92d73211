import { knownSentence } from '../../../../client/model/knownSentence.ts'
import type { SentenceWords } from '../../../../client/model/sentence.ts'

const grouped = new Intl.NumberFormat('ja').format

const bare = (text = ''): string => text.replaceAll('"', '')
/** An empty path means the descriptor itself. */
const NO_NAME = '""'
const dispositions = (text = ''): string => {
  if (text.includes('SIG_DFL')) return 'をデフォルトに戻します'
  if (text.includes('SIG_IGN')) return 'を無視するように設定します'
  return text.includes('sa_handler=') ? 'にハンドラを設定します' : 'の設定を調べます'
}
const mask = ([how = '', set = '']: readonly string[]): string => {
  if (set === 'NULL') return '自分のシグナルマスクを調べます'
  if (how === 'SIG_UNBLOCK') return `${set} のブロックを解きます`
  if (set === '[]') return how === 'SIG_SETMASK' ? 'シグナルマスクを空にします。どのシグナルも届くようになります' : 'シグナルマスクはそのままにします'
  if (set === '~[]') return 'すべてのシグナルをブロックします'
  if (set.startsWith('~')) return `${set.slice(1)} を除くすべてのシグナルをブロックします`
  return `${set} をブロックします`
}

/** What experiments find out; a test holds it against native/hazards (content/findings.test.ts). */
const findings: Record<string, string> = {
  handler_runs_for_one_interrupt: '一度の割り込みでハンドラが動いた回数',
  end_of_file: 'ファイルの終わりが届いたとき',
  exec_while_the_other_child_waits: 'もう一つの子が待つあいだの exec',
  exec_after_it_has_gone: 'その子がいなくなった後の exec',
  text_written: 'テキストが書かれた回数',
  exit_handlers_ran_in: '終了ハンドラが動いた場所',
  parent_hung_in_exit: '親が exit の中で止まったか',
  parent_learned: '親が知ったこと',
  cleanup_ran_in: 'クリーンアップハンドラが動いた場所',
  local_in_parent: '親のローカル変数',
  pointed_to_in_parent: '親でポインタの指す値',
  errno_in_parent: '親の errno',
  parent_died: '親が終了したか',
  parent_state_while_child_is_stopped: '子が停止している間の親の状態',
  handled_while_stopped: '停止中に処理されたか',
  handled_after_continue: '再開後に処理されたか',
  setresuid_waited_for_exec: 'setresuid が exec を待ったか',
  root_child_ran: 'root の子が動かしたもの',
  child_got_the_lock: '子がロックを得たか',
  parent_got_the_lock: '親がロックを得たか',
  handler_runs_seen_by_parent: '親から見えるハンドラの回数',
  child_killed: '子が強制終了されたか',
  parents_table_written_by_child: '子が親の表を書き換えたか',
  other_thread_stalled: 'ほかのスレッドが止まったか',
  parent_was_dumpable: '作成前、親は外から覗けたか（dumpable）',
  parent_is_still_dumpable: '作成後も、親は外から覗けるか（dumpable）',
  child_died_with: '子を道連れにしたもの',
  posix_spawn_gave: 'posix_spawn が返したもの',
  overcommit_mode: 'カーネルのモード（vm.overcommit_memory）',
  start_gave: '起動の結果',
  reading_ended: '読み終えたとき',
  file_is_there: 'ファイルがあるか',
  child_after_its_end: '終わった子の残り',
  wait_gave: 'wait の結果',
  signal_gave: 'シグナルの結果',
  other_process: '別のプロセス',
  status_of_the_program: '終了ステータス',
  handlers_ran: '動いたハンドラ',
  threads_in_child: '子のスレッドの数',
  grandchild_after_the_signal: '孫',
  percent_private_to_each_worker: '読み込んだもののうち、各ワーカー専用の割合（%）',
  child_has_the_new_variable: '親が変えた変数の値が子に届いたか',
  child_has_the_new_descriptor: '親が開いた記述子が子に渡ったか',
  job_was_stopped: 'SIGTTOU でジョブが停止したか',
  terminal_belongs_to: '端末を持つもの',
  calls_to_close_everything: 'すべてを閉じるのに要した呼び出しの回数',
}
const values: Record<string, string> = {
  yes: 'はい',
  no: 'いいえ',
  never: 'なし',
  works: '成功',
  nothing: 'なし',
  nobody: 'なし',
  parent: '親',
  child: '子',
  both: '親と子の両方',
  'the parent': '親',
  'a child': '子プロセス',
  'the thread that made it': '子を作ったスレッド',
  'no one': 'なし',
  'the child': '子',
  'at once': 'すぐに',
  'when the other program ended': 'もう一方のプログラムが終わったとき',
  'when the child ended': '子が終わったとき',
  'when the grandchild ended': '孫が終わったとき',
  'when the parent gave up': '親が待つのをやめたとき',
  'a zombie': 'ゾンビ',
  gone: '何もない',
  'the status': 'ステータス',
  'it was sent': '送信されました',
  killed: '終了させられました',
  'ended by itself': '自分から終わりました',
  none: 'なし',
  'before, in the parent and in the child': '前、親、子のすべて',
  'lives on': '動き続けています',
  'has ended': '終わりました',
  'status %d': '終了ステータス %d',
  'the job': 'ジョブ',
  'the shell': 'シェル',
  'for the whole window': '区間のあいだずっと',
  'what root wrote': 'root が書いたもの',
  'what nobody wrote': 'nobody が書いたもの',
  'it hung': '止まったまま',
  '%d times': '%d 回',
  'of signal %d': 'シグナル %d による',
  'by signal %d': 'シグナル %d による',
}

const found = (name: string, value: string): string => `${findings[name] ?? name}：${knownSentence(value, values) ?? value}。`

export const sentences: SentenceWords = {
  actor: (who) => (who.role === 'parent' ? '親' : who.role === 'thread' ? `スレッド T${who.task}` : who.task === 2 ? '子' : `タスク ${who.task}`),
  begins: (who, does) => `${who}が${does}（まだ戻りません）。`,
  returns: (who, call, result) => `${who}が ${call} から戻ります。戻り値は ${result} です。`,
  does: (who, does) => `${who}が${does}。`,
  fails: (who, does, why) => `${who}が${does}。しかしカーネルに断られます（${why}）。`,
  many: (who, call, count, what) => `${who}が ${call} を ${count} 回呼びます（${what}）。`,
  signals: (count) => `${count} 種のシグナルを一つずつ処理します`,
  calls: {
    rt_sigaction: ([signal = '', action]) => ` ${signal} ${dispositions(action)}`,
    rt_sigprocmask: mask,
    rt_sigreturn: () => 'シグナルハンドラから戻ります',
    pipe2: ([ends]) => `パイプ${ends ? ` ${ends} ` : ''}を開きます。エラーはこれを通って親に届きます`,
    pipe: ([ends]) => `パイプ${ends ? ` ${ends} ` : ''}を開きます`,
    close: ([fd = '']) => `記述子 ${fd} を閉じます`,
    close_range: ([first = '', last = '']) => `記述子 ${first} から ${last} までを閉じます`,
    read: ([fd = '']) => `記述子 ${fd} から読みます`,
    write: ([fd = '']) => `記述子 ${fd} に書きます`,
    dup: ([fd = '']) => `記述子 ${fd} を複製します`,
    dup2: ([from = '', to = '']) => `記述子 ${to} を ${from} と同じものにします`,
    dup3: ([from = '', to = '']) => `記述子 ${to} を ${from} と同じものにします`,
    fcntl: ([fd = '', what = '']) => `記述子 ${fd} のフラグを${what.startsWith('F_GET') ? '調べます' : '設定します'}`,
    fork: () => 'fork を呼びます',
    vfork: () => 'メモリを貸して子を作ります',
    clone: () => '新しいプロセスを作ります',
    clone3: () => '新しいプロセスを作ります',
    execve: ([path]) => ` ${bare(path)} を実行しようとします`,
    execveat: ([, path]) => ` ${bare(path)} を実行しようとします`,
    exit_group: ([status = '']) => `終了ステータス ${status} で自ら終わります`,
    exit: ([status = '']) => `このスレッドを終了ステータス ${status} で終えます`,
    wait4: () => '子の終了を待ちます',
    waitid: () => '子の終了を待ちます',
    getpid: () => '自分の番号を尋ねます',
    gettid: () => '自分の番号を尋ねます',
    getppid: () => '親の番号を尋ねます',
    getresuid: () => '自分がどのユーザーの権限を持つか調べます',
    getresgid: () => '自分がどのグループの権限を持つか調べます',
    geteuid: () => '自分がどのユーザーの権限を持つか調べます',
    getuid: () => '自分を起動したユーザーを調べます',
    setuid: ([uid = '']) => `ユーザー ${uid} の権限に変わります`,
    setgid: ([gid = '']) => `グループ ${gid} の権限に変わります`,
    setresuid: () => 'ユーザーを変えます',
    setresgid: () => 'グループを変えます',
    setgroups: () => '補助グループを設定します',
    setsid: () => '新しいセッションを始めます',
    setpgid: () => '別のプロセスグループに移ります',
    chdir: ([path]) => `ディレクトリ ${bare(path)} に移ります`,
    chroot: ([path]) => ` ${bare(path)} を自分のルートにします`,
    kill: ([pid = '', signal = '']) => ` ${pid} に ${signal} を送ります`,
    tgkill: ([, tid = '', signal = '']) => `スレッド ${tid} に ${signal} を送ります`,
    mmap: () => 'メモリを求めます',
    munmap: () => 'メモリを返します',
    mprotect: () => 'メモリの保護属性を変えます',
    madvise: () => 'メモリの使い方をカーネルに伝えます',
    brk: () => 'ヒープの終わりを動かします',
    futex: () => '別のスレッドを待つか、起こします',
    open: ([path]) => ` ${bare(path)} を開きます`,
    openat: ([, path]) => ` ${bare(path)} を開きます`,
    access: ([path]) => ` ${bare(path)} を使えるか調べます`,
    faccessat: ([, path]) => ` ${bare(path)} を使えるか調べます`,
    faccessat2: ([, path]) => ` ${bare(path)} を使えるか調べます`,
    stat: ([path]) => ` ${bare(path)} を調べます`,
    newfstatat: ([fd = '', path]) => (path === NO_NAME ? `記述子 ${fd} のファイルを調べます` : ` ${bare(path)} を調べます`),
    poll: () => 'いくつかの記述子についてカーネルに尋ねます',
    fchdir: ([fd = '']) => `記述子 ${fd} のディレクトリへ移ります`,
    getdents64: ([fd = '']) => `記述子 ${fd} のディレクトリの一覧を読みます`,
    prctl: () => 'カーネルでの自分の扱いを変えます',
    prlimit64: () => 'リソース制限を調べるか設定します',
    getrlimit: () => 'リソース制限を調べます',
    getcwd: () => '今いるディレクトリを尋ねます',
    set_robust_list: () => '自分のロックをカーネルに知らせます',
    set_tid_address: () => '終了を記す場所をカーネルに知らせます',
    rseq: () => 'rseq を登録します',
    nanosleep: () => 'しばらく眠ります',
    clock_nanosleep: () => 'しばらく眠ります',
  },
  otherCall: (call) => ` ${call} を呼びます`,
  decide: (mechanism) => `仕組みが決まりました：${mechanism}。`,
  create: (parent, child, call, memory, stack) => {
    if (memory === null) return `${child}が生まれました。${parent}が ${call} で作りました。何を共有しているかは、ログからは分かりません。`
    const where = { same: '親と同じスタックを使います', separate: 'スタックだけは専用のものを使います', copied: 'スタックも複製されています' }[stack]
    return `${child}が生まれました。${parent}が ${call} で作りました。${memory ? '親のメモリの中で動き、' : 'メモリは複製され、'}${where}。`
  },
  startsThread: (who, thread) => `${thread} が生まれました。${who}が始めたもので、同じプロセスの中で動きます。`,
  others: (count, state, steps) =>
    `ほかの ${count} 個のスレッドは止まりません（状態 ${state}）${steps > 0 ? `。この間にカウントが ${grouped(steps)} 進みました` : ''}。`,
  suspend: (who, state) => `${who}はカーネルの中で眠ります（状態 ${state}）。子が自分のプログラムを得るか、終わるまで目を覚ましません。`,
  sample: (who, state) => `子を止めている間の${who}の状態：${state}。`,
  resume: (who, by) => (by === 'exec' ? `${who}が目を覚まします。子はもう親のメモリを必要としません。` : `${who}が目を覚まします。子はもういません。`),
  exec: (who, path) => `${who}が ${path ?? '別のプログラム'} になります。メモリは新しくなり、ハンドラは消え、無視の設定とマスクは残ります。`,
  exit: (who, status, signal) =>
    signal === null ? `${who}が終わりました。終了ステータスは ${status ?? '?'} です。` : `${who}は ${signal} で終了させられました。`,
  signal: (who, signal, how) =>
    ({
      generated: `${signal} が${who}に送られます。`,
      delivered: `${signal} が${who}に届きます。`,
      ignored: `${signal} が${who}に届きますが、無視されます。`,
      pending: `${signal} は待たされます。${who}がブロックしているか、眠っています。`,
      stopped: `${who}は ${signal} で停止しました。`,
    })[how],
  canary: (who, written, parentSees) =>
    written === parentSees
      ? `${who}が変数に ${written} を書き、親が読むと ${parentSees} でした。メモリは一つです。`
      : `${who}が変数に ${written} を書きましたが、親が読むと ${parentSees} でした。メモリは別々です。`,
  handler: (who, times) => `${who}がシグナルハンドラに入りました。このメモリでは ${times} 回目です。`,
  output: (who, text) => `${who}が ${text} を出力します。`,
  found,
  finding: (name, value, harm) => `${harm ? '問題が起きました' : '問題は起きませんでした'}。${found(name, value)}`,
}
