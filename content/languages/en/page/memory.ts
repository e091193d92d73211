/** The words of the picture of the memory. English. */
export const memory = {
  label: (title: string) => `Memory of ${title}`,
  nobody: 'No process yet.',
  shared: (names: string) => `One address space, shared by ${names}`,
  own: (names: string) => `Address space of ${names}`,
  gone: 'gone',
  stackOf: (owner: string) => `stack of ${owner}`,
  runs: 'runs on it',
  asleep: (state: string) => `sleeps: ${state}`,
  ended: 'has ended',
  canary: 'the [canary](term:canary) reads',
  pageTables: '[page tables](term:page-table)',
  kilobytes: (kb: number) => `${kb} kB`,
  nothingCopied: 'No memory was copied.',
  copied: (kb: number | null) => (kb === null ? 'The memory was copied.' : `The memory was copied, by copying ${kb} kB of [page tables](term:page-table).`),
  byKcmp: 'The kernel says so ([kcmp](term:kcmp)).',
  byFlags: 'Taken from the flags of the call, because [kcmp](term:kcmp) is refused here.',
}

export type MemoryWords = typeof memory
