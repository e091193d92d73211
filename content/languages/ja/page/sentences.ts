import { knownSentence } from '../../../../client/model/knownSentence.ts'
import type { SentenceWords } from '../../../../client/model/sentence.ts'

const bare = (text = ''): string => text.replaceAll('"', '')
const dispositions = (text = ''): string => {
  if (text.includes('SIG_DFL')) return 'をデフォルトに戻す'
  if (text.includes('SIG_IGN')) return 'を無視するように設定する'
  return text.includes('sa_handler=') ? 'にハンドラを設定する' : 'の設定を調べる'
}
const mask = ([how = '', set = '']: readonly string[]): string => {
  if (set === 'NULL') return '自分のシグナルマスクを調べる'
  if (how === 'SIG_UNBLOCK') return `${set} のブロックを解く`
  if (set === '[]') return how === 'SIG_SETMASK' ? 'シグナルマスクを空にする。どのシグナルも届くようになる' : 'シグナルマスクはそのままにする'
  if (set === '~[]') return 'すべてのシグナルをブロックする'
  if (set.startsWith('~')) return `${set.slice(1)} を除くすべてのシグナルをブロックする`
  return `${set} をブロックする`
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
  cleanup_ran_in: '後始末が動いた場所',
  local_in_parent: '親のローカル変数',
  pointed_to_in_parent: '親でポインタの指す値',
  errno_in_parent: '親の errno',
  parent_died: '親が死んだか',
  parent_state_while_child_is_stopped: '子の停止中の親の状態',
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
  calls_to_close_everything: 'すべてを閉じるのに要した呼び出しの回数',
}
const values: Record<string, string> = {
  yes: 'はい',
  no: 'いいえ',
  never: '一度もない',
  works: '成功',
  nothing: '何もない',
  nobody: 'どこにもない',
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
  begins: (who, does) => `${who}が${does}（まだ戻らない）。`,
  returns: (who, call, result) => `${who}が ${call} から戻る。戻り値は ${result}。`,
  does: (who, does) => `${who}が${does}。`,
  fails: (who, does, why) => `${who}が${does}。しかしカーネルに断られる（${why}）。`,
  many: (who, call, count, what) => `${who}が ${call} を ${count} 回呼ぶ（${what}）。`,
  signals: (count) => `${count} 種のシグナルを一つずつ処理する`,
  calls: {
    rt_sigaction: ([signal = '', action]) => ` ${signal} ${dispositions(action)}`,
    rt_sigprocmask: mask,
    rt_sigreturn: () => 'シグナルハンドラから戻る',
    pipe2: ([ends]) => `パイプ${ends ? ` ${ends} ` : ''}を開く。エラーはこれを通って親に届く`,
    pipe: ([ends]) => `パイプ${ends ? ` ${ends} ` : ''}を開く`,
    close: ([fd = '']) => `記述子 ${fd} を閉じる`,
    close_range: ([first = '', last = '']) => `記述子 ${first} から ${last} までを閉じる`,
    read: ([fd = '']) => `記述子 ${fd} から読む`,
    write: ([fd = '']) => `記述子 ${fd} に書く`,
    dup: ([fd = '']) => `記述子 ${fd} を複製する`,
    dup2: ([from = '', to = '']) => `記述子 ${to} を ${from} と同じものにする`,
    dup3: ([from = '', to = '']) => `記述子 ${to} を ${from} と同じものにする`,
    fcntl: ([fd = '', what = '']) => `記述子 ${fd} のフラグを${what.startsWith('F_GET') ? '調べる' : '設定する'}`,
    fork: () => '自分の複製を求める',
    vfork: () => 'メモリを貸す子プロセスを求める',
    clone: () => '新しいプロセスをカーネルに求める',
    clone3: () => '新しいプロセスをカーネルに求める',
    execve: ([path]) => ` ${bare(path)} になろうとする`,
    execveat: ([, path]) => ` ${bare(path)} になろうとする`,
    exit_group: ([status = '']) => `終了ステータス ${status} で自ら終わる`,
    exit: ([status = '']) => `このスレッドを終了ステータス ${status} で終える`,
    wait4: () => '子の終了を待つ',
    waitid: () => '子の終了を待つ',
    getpid: () => '自分の番号を尋ねる',
    gettid: () => '自分の番号を尋ねる',
    getppid: () => '親の番号を尋ねる',
    getresuid: () => '自分がどのユーザーの権限を持つか調べる',
    getresgid: () => '自分がどのグループの権限を持つか調べる',
    geteuid: () => '自分がどのユーザーの権限を持つか調べる',
    getuid: () => '自分を起動したユーザーを調べる',
    setuid: ([uid = '']) => `ユーザー ${uid} の権限に変わる`,
    setgid: ([gid = '']) => `グループ ${gid} の権限に変わる`,
    setresuid: () => 'ユーザーを変える',
    setresgid: () => 'グループを変える',
    setgroups: () => '補助グループを設定する',
    setsid: () => '新しいセッションを始める',
    setpgid: () => '別のプロセスグループに移る',
    chdir: ([path]) => `ディレクトリ ${bare(path)} に移る`,
    chroot: ([path]) => ` ${bare(path)} を自分のルートにする`,
    kill: ([pid = '', signal = '']) => ` ${pid} に ${signal} を送る`,
    tgkill: ([, tid = '', signal = '']) => `スレッド ${tid} に ${signal} を送る`,
    mmap: () => 'メモリを求める',
    munmap: () => 'メモリを返す',
    mprotect: () => 'メモリの保護属性を変える',
    madvise: () => 'メモリの使い方をカーネルに伝える',
    brk: () => 'ヒープの終わりを動かす',
    futex: () => '別のスレッドを待つか、起こす',
    open: ([path]) => ` ${bare(path)} を開く`,
    openat: ([, path]) => ` ${bare(path)} を開く`,
    access: ([path]) => ` ${bare(path)} を使えるか調べる`,
    faccessat: ([, path]) => ` ${bare(path)} を使えるか調べる`,
    faccessat2: ([, path]) => ` ${bare(path)} を使えるか調べる`,
    stat: ([path]) => ` ${bare(path)} を調べる`,
    newfstatat: ([, path]) => ` ${bare(path)} を調べる`,
    prctl: () => 'カーネルでの自分の扱いを変える',
    prlimit64: () => 'リソース制限を調べるか設定する',
    getrlimit: () => 'リソース制限を調べる',
    getcwd: () => '今いるディレクトリを尋ねる',
    set_robust_list: () => '自分のロックをカーネルに知らせる',
    set_tid_address: () => '終了を記す場所をカーネルに知らせる',
    rseq: () => 'rseq を登録する',
    nanosleep: () => 'しばらく眠る',
    clock_nanosleep: () => 'しばらく眠る',
  },
  otherCall: (call) => ` ${call} を呼ぶ`,
  decide: (mechanism) => `仕組みが決まる：${mechanism}。`,
  create: (parent, child, call, memory, stack) => {
    if (memory === null) return `${child}が生まれた。${parent}が ${call} で作ったもの。何を共有しているかは、ログからは分からない。`
    const where = { same: '親と同じスタックの上で動く', separate: 'スタックだけは専用のものを持つ', copied: 'スタックも複製されている' }[stack]
    return `${child}が生まれた。${parent}が ${call} で作ったもので、${memory ? '親のメモリの中で生き、' : 'メモリは複製され、'}${where}。`
  },
  startsThread: (who, thread) => `${thread} が生まれた。${who}が始めたもので、同じプロセスの中で動く。`,
  others: (count, state, steps) =>
    `ほかの ${count} 個のスレッドは止まらない（状態 ${state}）${steps > 0 ? `。この間にカウントが ${steps.toLocaleString('ja')} 進んだ` : ''}。`,
  suspend: (who, state) => `${who}はカーネルの中で眠る（状態 ${state}）。子が自分のプログラムを得るか、終わるまで目を覚まさない。`,
  sample: (who, state) => `子を止めている間の${who}の状態：${state}。`,
  resume: (who, by) => (by === 'exec' ? `${who}が目を覚ます。子はもう親のメモリを必要としない。` : `${who}が目を覚ます。子はもういない。`),
  exec: (who, path) => `${who}が ${path ?? '別のプログラム'} になる。メモリは新しくなり、ハンドラは消え、無視の設定とマスクは残る。`,
  exit: (who, status, signal) => (signal === null ? `${who}が終わった。終了ステータスは ${status ?? '?'}。` : `${who}は ${signal} で終了させられた。`),
  signal: (who, signal, how) =>
    ({
      generated: `${signal} が${who}に送られる。`,
      delivered: `${signal} が${who}に届く。`,
      ignored: `${signal} が${who}に届くが、無視される。`,
      pending: `${signal} は待たされる。${who}がブロックしているか、眠っている。`,
      stopped: `${who}は ${signal} で停止した。`,
    })[how],
  canary: (who, written, parentSees) =>
    written === parentSees
      ? `${who}が変数に ${written} を書き、親が読むと ${parentSees}。メモリは一つである。`
      : `${who}が変数に ${written} を書いたが、親が読むと ${parentSees}。メモリは別々である。`,
  handler: (who, times) => `${who}がシグナルハンドラに入った。このメモリでは ${times} 回目である。`,
  output: (who, text) => `${who}が ${text} を出力する。`,
  found,
  finding: (name, value, harm) => `${harm ? '害があった' : '害はなかった'}。${found(name, value)}`,
}
