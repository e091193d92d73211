/** What several files of content/ list, in the order of the files. Pure. */
export function inFileOrder<T>(files: Record<string, T[]>): T[] {
  return Object.keys(files)
    .toSorted()
    .flatMap((file) => files[file] ?? [])
}
