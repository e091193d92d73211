/** How alike a re-creation is, in English. */
import type { LikenessWords } from '../../../../client/model/likeness/likenessSentence.ts'

export const likeness: LikenessWords = {
  allSame: (all) => `the same: all ${all} calls`,
  explained: (same, all, differences) => `${same} of ${all} calls the same; ${differences.join(', ')}, explained`,
  unexplained: (same, all, differences, explained, not) => `${same} of ${all} calls the same; ${differences.join(', ')}; ${explained} explained, ${not} not`,
  counts: {
    arguments: (n) => `${n} with other arguments`,
    extra: (n) => `${n} that only ours makes`,
    missing: (n) => `${n} that only the real one makes`,
    reordered: (n) => `${n} at another place`,
  },
}
