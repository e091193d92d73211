/** Words of the figure of watching. English. */
export const observer = {
  title: 'Watching is not free.',
  text: 'The same start, measured by itself: alone, under our tracer, and under strace, each watcher on one processor with what it watches. A traced time puts events in order; it says nothing about how long they take when nobody looks.',
  strategy: 'Strategy',
  alone: 'Alone',
  ours: 'Under our tracer',
  strace: (version: string) => `Under strace -f ${version}`,
  noStrace: 'Under strace (not found)',
}

export type ObserverWords = typeof observer
