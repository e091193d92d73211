/** What a link that cannot be opened is told, fetched with the first such link. Japanese. */
import type { LinkFaultWords } from '../../en/page/linkFault.ts'

export const linkFault: LinkFaultWords = {
  title: 'このリンクは開けません',
  too_long: (word) => `長さが ${word} 文字あります。上限は 2,000 文字です。`,
  version: (word) =>
    word
      ? `バージョン ${word} のリンクで、このページの知らないバージョンです。新しい Spawnscope なら開けるかもしれません。`
      : 'バージョンの指定（v=1）がありません。',
  unknown_key: (word) => `存在しない設定「${word}」が含まれています。`,
  bad_value: (word) => `意味をなさない値「${word}」が含まれています。`,
  unknown: {
    strategy: (word) => `「${word}」という方式はここにはないため、その列は表示していません。`,
    edition: (word, of) => `${of} に「${word}」というバージョンはないため、最新のバージョンを表示しています。`,
    real: (word) => `「${word}」の実際のプログラムはここにはないため、その列は表示していません。`,
  },
  meant: 'もしかして：',
  known: 'ここにあるもの：',
  cure: '代わりに初期状態を表示しています。新しいリンクをもらうか、ここで選び直してください。',
}
