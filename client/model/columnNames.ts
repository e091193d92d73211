/** Short names for columns side by side, no two alike. Pure. */

/** "Rust" for "Rust: std::process::Command · 1.65", with the edition where several columns are of one strategy: "Rust 1.65". */
export function columnNames(titles: readonly string[], editions: readonly (string | null | undefined)[]): string[] {
  const short = titles.map((title) => title.split(': ')[0] ?? title)
  return titles.map((title, at) => {
    const name = short[at] ?? title
    if (short.filter((other) => other === name).length === 1) return name
    const own = title.split(' · ').slice(1)
    const edition = editions[at]
    return [name, ...(edition && !own.includes(edition) ? [edition] : []), ...own].join(' ')
  })
}
