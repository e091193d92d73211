/** Words of the figure of watching. English. */
export const observer = {
  title: 'Watching is not free.',
  text: 'The same start, timed by the program that makes it: alone, under our tracer, and under strace, with the watcher and the watched on one processor. Traced times show the order of events, not how long they take when nobody watches.',
  strategy: 'Strategy',
  alone: 'Alone',
  ours: 'Under our tracer',
  strace: (version: string) => `Under strace -f ${version}`,
  noStrace: 'Under strace (not found)',
}

export type ObserverWords = typeof observer
