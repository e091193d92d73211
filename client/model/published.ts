/** Figures that others published, unchanged. Machine, year and method differ, so never mix them with ours. */

export interface Published {
  id: 'go' | 'ruby' | 'd'
  /** The citation, in a form that a reader can look up. */
  cite: string
  url: string
  /** Null if the source does not say. */
  year: number | null
  points: { label: string; memory_mb: number; ns: number; to_ns?: number; copies: boolean }[]
}

const MS = 1_000_000
const US = 1_000

export const PUBLISHED: readonly Published[] = [
  {
    id: 'go',
    cite: 'Go CL 37439',
    url: 'https://go-review.googlesource.com/c/go/+/37439',
    year: null,
    points: [
      { label: 'Go, fork', memory_mb: 10 * 1024, ns: 16 * MS, copies: true },
      { label: 'Go, CLONE_VFORK|CLONE_VM', memory_mb: 10 * 1024, ns: 0.5 * MS, copies: false },
    ],
  },
  {
    id: 'ruby',
    cite: 'Ruby commit 9b16f90692',
    url: 'https://github.com/ruby/ruby/commit/9b16f90692',
    year: null,
    points: [
      { label: 'Ruby, fork', memory_mb: 1024, ns: 14.97 * MS, copies: true },
      { label: 'Ruby, vfork', memory_mb: 1024, ns: 0.91 * MS, copies: false },
    ],
  },
  {
    id: 'd',
    cite: 'D issue 14770',
    url: 'https://issues.dlang.org/show_bug.cgi?id=14770',
    year: 2015,
    points: [
      { label: 'D, fork', memory_mb: 100, ns: 3 * MS, copies: true },
      { label: 'D, fork', memory_mb: 1024, ns: 30 * MS, to_ns: 45 * MS, copies: true },
      { label: 'D, vfork', memory_mb: 1024, ns: 20 * US, copies: false },
    ],
  },
]

/** Published without a memory size, so they have no place on the chart. */
export const PUBLISHED_WITHOUT_SIZE: readonly { cite: string; figure: string }[] = [
  { cite: 'GitLab, 2018-01-23, Gitaly on Go 1.9', figure: '30×' },
  { cite: 'Python gh-112334, 10 000 spawns from 64 threads: where vfork was lost', figure: '2.4 s → 11.8 s' },
  { cite: 'stress-ng pull request 215, exec/s: fork → vfork', figure: '906 → 9 891' },
]
