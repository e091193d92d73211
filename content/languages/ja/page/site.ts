import type { SiteWords } from '../../en/page/site.ts'

/** プレーンなファイルだけのサイトの言葉。日本語。 */
export const site: SiteWords = {
  badge: '記録された実行',
  about: 'このコピーにはサーバーがなく、付属の記録を再生する。',
  toRunLive: '実際に動かすには、プロジェクトを入手し、Linux 上で',
  end: ' を実行する。',
  live: 'Linux でプロジェクトのフォルダーに入って npm start を実行し、表示されたページを開く',
  where: '記録した環境',
  // 何が起きたかは、エラーコードの意味がすでに述べている。
  notRecorded: '',
  runIt: (command) => `このページに示した近い記録を選ぶか、Linux で次のように実行する：${command}`,
  nobodyLetsGo: '子を放せるのは実行の最中だけである。このコピーにはサーバーがなく、記録を再生するだけである。',
  inShell: (command) => `Linux でプロジェクトのフォルダーの npm start を実行するか、シェルで次のように止め、release と打つ：${command}`,
  noStored: (id) => `実行 ${id} を保存しているのは、それを行ったサーバーである。このコピーにはサーバーがない`,
  noLines: 'このコピーには、インストール済みのツールチェーンを読み出すサーバーがない。ツールチェーンのあるマシンで npm start を実行する。',
  noMeasuring: 'このコピーには測定するサーバーがない',
  nearest: {
    title: '記録がない',
    text: 'このコピーにはサーバーがなく、この設定での実行は記録されていない。設定が近い記録は次のとおり。',
    toRunIt: 'この設定で実行するには、Linux でプロジェクトのフォルダーに入り、npm start でビルドしてから：',
    whole: '全体の記録',
    short: '要点だけに縮めた記録',
  },
  environment: {
    title: '記録した環境',
    text: 'このコピーは何も実行しないため、動作確認の対象はない。再生される記録は、次のマシンでとったものである。',
    ours: '再現したプログラム',
    runs: (count, machine) => `${count} 件の実行：${machine}`,
    real: '本物のプログラム',
    cost: 'コストの測定',
    yours: '自分で実行するには',
    offline: 'このコピーはブラウザーに保存されているので、ネットワークがなくても開ける。',
  },
}
