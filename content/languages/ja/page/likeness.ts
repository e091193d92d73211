import type { LikenessWords } from '../../../../client/model/likeness/likenessSentence.ts'

export const likeness: LikenessWords = {
  allSame: (all) => `${all} 個の呼び出しがすべて同じ`,
  explained: (same, all, differences) => `${all} 個中 ${same} 個が同じ。${differences.join('、')}（すべて説明あり）`,
  unexplained: (same, all, differences, explained, not) => `${all} 個中 ${same} 個が同じ。${differences.join('、')}。説明あり ${explained}、説明なし ${not}`,
  counts: {
    arguments: (n) => `引数が違うもの ${n}`,
    extra: (n) => `こちらだけにあるもの ${n}`,
    missing: (n) => `実物だけにあるもの ${n}`,
    reordered: (n) => `順序が違うもの ${n}`,
  },
}
