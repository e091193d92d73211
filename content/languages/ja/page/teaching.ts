import type { AbsenceSaid } from '../../../../client/model/evidenceSteps.ts'
import type { TeachingWords } from '../../en/page/teaching.ts'

const who = { parent: '親', child: '子' }

/** 実行の中になかったもの。`among` が null なら、記録が縮めてあるので数えられない。 */
function absent(said: AbsenceSaid, among: number | null, phase: string | undefined): string {
  switch (said.is) {
    case 'calls': {
      const how = said.error === undefined ? '' : said.error === null ? '成功する ' : `${said.error} で失敗する `
      const what = `${how}${said.args.length > 0 ? `${said.args.join('、')} を伴う ` : ''}${said.calls.join('、')}`
      const where = `${phase === undefined ? '' : `「${phase}」の段階の`}${said.by ? `${who[said.by]}の` : ''}`
      return among === null
        ? `${where === '' ? '' : `${where}呼び出しに`}${what} はない（縮めた記録による）`
        : `${where}呼び出し ${among} 個の中に ${what} はない`
    }
    case 'signal':
      return among === null ? `${who[said.by]}への ${said.signal} はない` : `${who[said.by]}へのシグナル ${among} 個の中に ${said.signal} はない`
    case 'reading':
      return 'その段階のシグナル集合は読まれていない'
    case 'finding':
      return '実験からこの点は分からなかった'
    case 'event':
      return absentEvents[said.kind]
  }
}

const absentEvents: Record<Extract<AbsenceSaid, { is: 'event' }>['kind'], string> = {
  create: '子は生成されていない',
  decision: '仕組みは選ばれていない',
  memory: 'その変数を調べた者はいない',
  outcome: '実行に終わりがない',
  exit: 'この実行でそのタスクは終わっていない',
  held: '子を止めている間、親は観察されていない',
  'page-tables': '子は生成されていない',
}

/** 学習用のページの言葉。 */
export const teaching: TeachingWords = {
  verdicts: {
    holds: '正しい',
    'held-then': '当時は正しい',
    'never-held': '当時から誤り',
    depends: '条件による',
    'cannot-be-seen': '実行では見えない',
  },
  places: {
    introduction: 'はじめに',
    'rust-conditions': 'Rust：posix_spawn を使う条件',
    'rust-use': 'Rust：どう使っているか',
    'rust-summary': 'Rust：まとめと疑問',
    'go-conditions': 'Go：clone(CLONE_VFORK) を使う条件',
    'go-use': 'Go：どう使っているか',
    'go-child': 'Go：fork から exec までの子プロセス',
    'go-summary': 'Go：まとめ',
    'ruby-conditions': 'Ruby：vfork を使う条件',
    'ruby-child': 'Ruby：fork から exec までの子プロセス',
    'ruby-summary': 'Ruby：まとめ',
    'nim-conditions': 'Nim：条件',
    'nim-use': 'Nim：どう使っているか',
    'nim-summary': 'Nim：まとめ',
  },
  run: '実行',
  runAgain: 'もう一度実行',
  running: '実行中…',
  cancel: '中止',
  notHere: 'ここではライブ実行ができません。再生されるのは、プロジェクトに付属する記録を要点のイベントだけに縮めたものです。',
  wantsRoot: '特権のある親が必要ですが、このサーバーではできません',
  openInLab: '実験室で開く',
  command: '同じことをするコマンド',
  sources: '元のソース',
  showLines: (project) => `ここにインストールされた ${project} の該当行を表示`,
  hideLines: '該当行を隠す',
  linesFrom: (file, version, from) => `${file} の ${from} 行目から（${version}、サーバーの機械から読み取り）`,
  noLines: 'サーバーが応答しませんでした。',
  leader: 'たどる実行',
  figures: { label: '図', findings: '分かったこと', timeline: 'タイムライン', passport: 'シグナル', memory: 'メモリ' },
  findings: '分かったこと',
  harm: '害あり',
  fine: '害なし',
  noFindings: 'まだ何も分かっていません。',
  evidence: {
    title: '証拠',
    of: (run) => `${run} の証拠`,
    named: (name, step, isStep) => (isStep ? `${name}（ステップ ${step}）` : `${name}（ステップ ${step} の後に読み取り）`),
    facts: {
      decide: '仕組みの選択',
      create: '子の生成',
      suspend: '親が眠る',
      sample: '親の観察',
      resume: '親が目覚める',
      exec: 'exec',
      exit: 'タスクの終了',
      signal: 'シグナル',
      canary: 'カナリア',
      handler: 'ハンドラのカウンタ',
      output: '出力',
      finding: '分かったこと',
    },
    reading: (stage) => `シグナル集合：${stage}`,
    set: (names, most) =>
      names.length === 0 ? '（なし）' : names.length > most ? `（${names.length} 個）` : `（${names.map((name) => `SIG${name}`).join('、')}）`,
    end: '実行の終わり',
    show: '実行の中で見る',
    more: (count) => `ほか ${count} 件`,
    absent,
  },
  claims: {
    title: '記事のすべての文を実行する',
    intro:
      '2018 年の記事は、ソースコードを読んで分かったことを、疑問符も含めて書き留めました。ここでは一つ一つの文が、実行結果に対する検査になっています。実行して、イベントを見て判断してください。正しかったもの、その後変わったもの、読み違いだったものがあります。',
    all: 'すべて',
    filter: '判定で絞り込む',
    asks: '記事の疑問',
    trials: '実行（再現コードと本物のプログラム）',
    realProgram: (title) => `${title}（本物）`,
    setting: (name) => `その言語のプログラム、設定「${name}」。起動の区間だけを判定する`,
    notKnown: '文が述べているのとは別のリリース',
    notOffered: (title) => `このサーバーでは ${title} を実行できません。インストールして npm run specimens を実行してください`,
    notRecorded: '記録は付属していません。手元のサーバーで実行してください',
    besideOurs: '再現コードと並べて見る',
    unrun: 'ソースを読んだうえでの判定です。ここで実行しない理由：',
    expected: '予想',
    found: 'ここでの結果',
    foundRecorded: '記録での結果',
    yes: '検査は成り立つ',
    no: '成り立たない',
    agrees: '予想どおり',
    differs: '予想と違う',
    control: '対照実験：この検査が逆の場合も見分けられることを示す',
    notRun: 'まだ実行していない',
    cannot: '判定できない',
    editions: { article: '記事のころ', today: '今' },
    real: '本物のランタイム',
    seen: 'トレースで確認',
    read: 'ソースで確認',
    environments: '条件',
    runAll: 'すべて実行',
    lesson: 'これを学ぶレッスン',
  },
  lessons: {
    title: 'ウォークスルー',
    intro: 'どのレッスンも、見せる前に問いかけます。見る、予想する、実行する、理由を知る、変えてみる。予想が外れても、当たったときと同じだけ学べます。',
    step: (at, of) => `ステップ ${at}／${of}`,
    kinds: { look: '見る', predict: '予想する', run: '実行する', explain: '理由を知る', curve: '曲線を予想する', change: '変えてみる' },
    learn: 'このレッスンで分かること',
    learned: '分かったこと',
    minutes: (count) => `${count} 分`,
    levels: { 1: '入門', 2: '発展', 3: '上級' },
    chapters: {
      memory: '誰のメモリ、誰のスタックか',
      signals: 'シグナル、exec、エラー',
      languages: '各言語のやり方',
      dangers: 'うまくいかないとき',
    },
    progress: (done, of) => `${of} レッスン中 ${done} レッスン完了`,
    begun: '途中',
    before: {
      answer: '先に答えを決めるか、飛ばしてください。',
      run: '先に実行して確かめてください。',
      say: '先に見たことを答えるか、飛ばしてください。',
    },
    next: '次へ',
    back: '戻る',
    begin: '始める',
    done: '完了',
    nextLesson: '次のレッスン',
    allLessons: 'レッスン一覧',
    steps: 'このレッスンのステップ',
    runs: 'これから実行するもの',
    reason: 'そう考える理由は？（自分用に一行）',
    lock: 'この答えで確定する',
    locked: '答えを確定しました。実行して確かめてください。',
    skip: '予想を飛ばす',
    skipped: '予想は飛ばしました。',
    change: '答えを取り消す',
    showRecorded: '記録された測定を見る',
    recordedCurve: 'プロジェクトに付属する測定',
    measuredCurve: 'たった今、ここで測った結果',
    tooBig: '予想した大きさはこの機械のメモリに収まらないため、付属の測定を表示しています。',
    sawAsk: '何が見えましたか。先を読む前に答えてください。',
    sawWords: '自分の言葉で一行（省略できます）',
    sawNote: 'これが見えた',
    sawSkip: '飛ばす',
    youSaw: 'あなたが見たもの',
    sawSame: '実行の記録もそのとおりです。',
    sawOther: '実行の記録は別のことを示しています。もう一度見てみてください。観察の五つに一つはこうなります。',
    first: '先に予想してください。予想すると実行できるようになります。',
    goPredict: '予想する',
    yourAnswer: 'あなたの予想',
    yourReason: 'あなたの理由',
    result: '実際の結果',
    because: '理由',
    right: 'そのとおりです。',
    wrong: 'そうではありません。',
    decided: 'あなたの実行で確かめた結果',
    decidedRecorded: '記録された実行で確かめた結果',
    tested: 'プロジェクトのテストによる結果です。実行すれば自分で確かめられます',
    others: 'ほかの答えについて',
    claims: 'この件についての記事の文',
    tries: '試す',
    reached: '目標達成',
    notReached: 'これではない',
    noLesson: 'そのレッスンはありません。',
  },
  incidents: {
    title: '実際の事例',
    intro: '実在のスレッドを三つの文にまとめました。ワンクリックで、その仕組みをここの再現コードで見られます。',
    thread: '元のスレッド',
    shows: '実行で見えること',
    shown: '確認できた',
    notShown: 'ここでは確認できない',
  },
  glossary: {
    title: '用語集',
    intro: 'この分野の用語を日英で示します。',
    term: '用語',
    meaning: '意味',
    man: 'マニュアル',
  },
}
