/** A title as the base name of a file: "Ruby: Process.spawn" → "ruby-process.spawn". */
export function fileName(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'run' : plain
}
