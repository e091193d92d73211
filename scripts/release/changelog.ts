/** Reads a changelog of the form Keep a Changelog 1.1, and says where it has another form. Pure. */

const KINDS = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']
/** `## [0.2.0] - 2026-12-02`, also `[YANKED]` behind it. */
const RELEASE = /^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})( \[YANKED\])?$/
const UNRELEASED = '## [Unreleased]'
/** `[0.2.0]: https://…` */
const REFERENCE = /^\[([^\]]+)\]: \S+$/

export interface ChangelogSection {
  /** Null: what is not released yet. */
  version: string | null
  date: string | null
  /** Of its heading, from 1. */
  line: number
  /** What stands below the heading, without blank lines at the ends and without link references. */
  body: string
}

export interface ChangelogFault {
  line: number
  what: string
  cure: string
}

/** The sections from the newest to the oldest, and every fault of the form with its line and cure. */
export function parseChangelog(text: string): { sections: ChangelogSection[]; faults: ChangelogFault[] } {
  const lines = text.split('\n')
  const faults: ChangelogFault[] = []
  const starts = lines.flatMap((line, at) => (line.startsWith('## ') ? [at] : []))
  const sections = starts.map((at, index) => sectionOf(lines, at, starts[index + 1] ?? lines.length, faults))
  if (lines[0] !== '# Changelog') faults.unshift({ line: 1, what: 'the first line is not the title', cure: '# Changelog' })
  if (sections[0]?.version !== null || lines[starts[0] ?? 0] !== UNRELEASED)
    faults.push({ line: (starts[0] ?? 0) + 1, what: 'the first section is not the unreleased one', cure: UNRELEASED })
  faults.push(...orderFaults(sections), ...referenceFaults(lines, sections))
  return { sections, faults: faults.sort((a, b) => a.line - b.line) }
}

/** What a release says about itself: the section of this version without its heading, or null where there is none or nothing in it. */
export function releaseNotesOf(sections: readonly ChangelogSection[], version: string): string | null {
  return sections.find((section) => section.version === version)?.body || null
}

function sectionOf(lines: readonly string[], at: number, end: number, faults: ChangelogFault[]): ChangelogSection {
  const heading = lines[at] ?? ''
  const [, version = null, date = null] = RELEASE.exec(heading) ?? []
  if (version === null && heading !== UNRELEASED)
    faults.push({ line: at + 1, what: `"${heading}" is no heading of a release`, cure: `## [1.2.3] - 2026-01-31, or ${UNRELEASED}` })
  if (date !== null && !isDay(date)) faults.push({ line: at + 1, what: `there is no day ${date}`, cure: 'year-month-day, for example 2026-01-31' })
  const below = lines.slice(at + 1, end)
  groupFaults(below, at + 2, faults)
  const body = below
    .filter((line) => !REFERENCE.test(line))
    .join('\n')
    .trim()
  if (version !== null && body === '')
    faults.push({ line: at + 1, what: `nothing stands under ${version}`, cure: 'entries under ### Added, ### Changed or ### Fixed' })
  return { version, date, line: at + 1, body }
}

/** Each `### ` is a known word, stands once in its section, and has entries; each entry stands below one. */
function groupFaults(lines: readonly string[], first: number, faults: ChangelogFault[]): void {
  const seen = new Map<string, { line: number; entries: number }>()
  let group: { line: number; entries: number } | undefined
  for (const [at, line] of lines.entries()) {
    const number = first + at
    if (line.startsWith('### ')) {
      const kind = line.slice(4)
      group = { line: number, entries: 0 }
      if (!KINDS.includes(kind)) faults.push({ line: number, what: `"${kind}" is no kind of change`, cure: `one of ${KINDS.join(', ')}` })
      if (seen.has(kind))
        faults.push({ line: number, what: `"${kind}" stands twice in this section`, cure: `put its entries below line ${seen.get(kind)?.line}` })
      seen.set(kind, group)
    } else if (/^ *[-*+] /.test(line)) {
      if (group) group.entries += 1
      else
        faults.push({
          line: number,
          what: 'the entry stands below no kind of change',
          cure: `put it below one of ${KINDS.map((kind) => `### ${kind}`).join(', ')}`,
        })
      if (!/^ *- \S/.test(line)) faults.push({ line: number, what: 'the entry does not begin with "- "', cure: '- What changed for whoever uses it.' })
    }
  }
  for (const [kind, { line, entries }] of seen)
    if (entries === 0) faults.push({ line, what: `nothing stands below "${kind}"`, cure: 'an entry, or no heading' })
}

/** The newest first: numbers go down, days do not go up. */
function orderFaults(sections: readonly ChangelogSection[]): ChangelogFault[] {
  const released = sections.filter((section) => section.version !== null)
  return released.slice(1).flatMap(({ version, date, line }, index) => {
    const above = released[index]
    const cure = 'put the newest release first'
    if (!above?.version || !version) return []
    if (compareVersions(above.version, version) <= 0) return [{ line, what: `${version} stands below ${above.version}`, cure }]
    return (date ?? '') > (above.date ?? '') ? [{ line, what: `${version} is of a later day than ${above.version}`, cure }] : []
  })
}

/** References are optional. Where there is one, each section has its own, and each names a section. */
function referenceFaults(lines: readonly string[], sections: readonly ChangelogSection[]): ChangelogFault[] {
  const references = new Map(lines.flatMap((line, at) => (REFERENCE.test(line) ? [[REFERENCE.exec(line)?.[1] ?? '', at + 1] as const] : [])))
  if (references.size === 0) return []
  const names = sections.map(({ version, line }) => ({ name: version ?? 'Unreleased', line }))
  const without = names.filter(({ name }) => !references.has(name))
  const stray = [...references].filter(([reference]) => !names.some(({ name }) => name === reference))
  return [
    ...without.map(({ name, line }) => ({ line, what: `[${name}] leads nowhere`, cure: `[${name}]: https://… at the end, as the others have` })),
    ...stray.map(([reference, line]) => ({ line, what: `[${reference}] is no section`, cure: 'delete the reference' })),
  ]
}

/** Below 0: `a` is older. */
function compareVersions(a: string, b: string): number {
  const [as, bs] = [a, b].map((version) => version.split('.').map(Number))
  return [0, 1, 2].map((at) => (as?.[at] ?? 0) - (bs?.[at] ?? 0)).find((difference) => difference !== 0) ?? 0
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date)
}
