/** Chooses one form out of several runs: the stored one if it occurred again, otherwise the most frequent one. */

const RUNS = 15

export function steady(run: () => string, onFile: string | undefined): { text: string; seen: number; of: number } {
  const forms = new Map<string, number>()
  for (let n = 0; n < RUNS; n += 1) {
    const text = run()
    if (text === onFile) return { text, seen: 1, of: n + 1 }
    forms.set(text, (forms.get(text) ?? 0) + 1)
  }
  const [[text, seen] = ['', 0]] = [...forms].toSorted(([, a], [, b]) => b - a)
  return { text, seen, of: RUNS }
}
