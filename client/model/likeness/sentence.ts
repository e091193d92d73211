/** The figure in words. */
import type { Likeness } from './likeness.ts'

type Language = 'en' | 'ja'

export function sentenceOf({ counts, explained, unexplained }: Pick<Likeness, 'counts' | 'explained' | 'unexplained'>, language: Language): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (counts.same === all) return language === 'en' ? `the same: all ${all} calls` : `${all} 個の呼び出しがすべて同じ`
  const parts = differences(counts, language)
  if (unexplained === 0) {
    return language === 'en'
      ? `${counts.same} of ${all} calls the same; ${parts}, explained`
      : `${all} 個中 ${counts.same} 個が同じ。${parts}（すべて説明あり）`
  }
  return language === 'en'
    ? `${counts.same} of ${all} calls the same; ${parts}; ${explained} explained, ${unexplained} not`
    : `${all} 個中 ${counts.same} 個が同じ。${parts}。説明あり ${explained}、説明なし ${unexplained}`
}

function differences(counts: Likeness['counts'], language: Language): string {
  const words = language === 'en' ? EN : JA
  return (['arguments', 'extra', 'missing', 'reordered'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => words[verdict](counts[verdict]))
    .join(language === 'en' ? ', ' : '、')
}

const EN = {
  arguments: (n: number) => `${n} with other arguments`,
  extra: (n: number) => `${n} that only ours makes`,
  missing: (n: number) => `${n} that only the real one makes`,
  reordered: (n: number) => `${n} at another place`,
}
const JA = {
  arguments: (n: number) => `引数が違うもの ${n}`,
  extra: (n: number) => `こちらだけにあるもの ${n}`,
  missing: (n: number) => `本物だけにあるもの ${n}`,
  reordered: (n: number) => `順序が違うもの ${n}`,
}
