import type { SiteWords } from '../../en/page/site.ts'

/** プレーンなファイルだけのサイトの言葉。日本語。 */
export const site: SiteWords = {
  badge: '記録された実行',
  about: 'このコピーにはサーバーがなく、付属の記録を再生します。',
  toRunLive: '実際に動かすには、プロジェクトを入手し、Linux 上で',
  end: ' を実行してください。',
  live: 'Linux でプロジェクトのフォルダーに入って npm start を実行し、表示されたページを開いてください',
  where: '記録した環境',
  // 何が起きたかは、エラーコードの意味がすでに述べている。
  notRecorded: '',
  runIt: (command) => `このページに示した近い記録を選ぶか、Linux で次のように実行してください：${command}`,
  nobodyLetsGo: '子を放せるのは実行の最中だけです。このコピーにはサーバーがなく、記録を再生するだけです。',
  inShell: (command) => `Linux でプロジェクトのフォルダーの npm start を実行するか、シェルで次のように止め、release と打ってください：${command}`,
  noStored: (id) => `実行 ${id} は、実行したサーバーにだけ保存されています。このコピーにはサーバーがありません`,
  noLines: 'このコピーには、インストール済みのツールチェーンを読み出すサーバーがありません。ツールチェーンのあるマシンで npm start を実行してください。',
  noMeasuring: 'このコピーには測定するサーバーがありません',
  nearest: {
    title: '記録がありません',
    text: 'このコピーにはサーバーがなく、この設定での実行は記録されていません。設定が近い記録は次のとおりです。',
    toRunIt: 'この設定で実行するには、Linux でプロジェクトのフォルダーに入り、npm start でビルドしてから：',
    whole: '全体の記録',
    short: '要点だけに縮めた記録',
  },
  environment: {
    title: '記録した環境',
    text: 'このコピーは何も実行しないため、動作確認の対象はありません。再生される記録は、次のマシンで取ったものです。',
    ours: '再現したプログラム',
    runs: (count, machine) => `${count} 件の実行：${machine}`,
    real: '実際のプログラム',
    cost: 'コストの測定',
    yours: '自分で実行するには',
    offline: 'このコピーはブラウザーに保存されているので、ネットワークがなくても開けます。',
  },
}
