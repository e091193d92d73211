import { describe, expect, it } from 'vitest'
import { parseChangelog, releaseNotesOf } from './changelog.ts'

const GOOD = `# Changelog

Words of introduction.

## [Unreleased]

## [0.10.0] - 2026-02-28

### Added
- A thing
  of two lines.

#### On the page
- Another.

### Fixed
- A fault.

## [0.9.0] - 2026-02-28

### Added
- The first.
`
const faultsOf = (text: string) => parseChangelog(text).faults

describe('a changelog of the right form', () => {
  it('is read into sections, with no fault', () => {
    const { sections, faults } = parseChangelog(GOOD)
    expect(faults).toEqual([])
    expect(sections.map(({ version, date, line }) => ({ version, date, line }))).toEqual([
      { version: null, date: null, line: 5 },
      { version: '0.10.0', date: '2026-02-28', line: 7 },
      { version: '0.9.0', date: '2026-02-28', line: 19 },
    ])
  })
  it('gives the notes of a version', () => {
    const { sections } = parseChangelog(GOOD)
    expect(releaseNotesOf(sections, '0.9.0')).toBe('### Added\n- The first.')
    expect(releaseNotesOf(sections, '0.10.0')).toMatch(/^### Added\n- A thing\n {2}of two lines\.\n\n#### On the page(?:.|\n)*- A fault\.$/)
    expect(releaseNotesOf(sections, '1.0.0')).toBeNull()
  })
  it('may have a reference for each section, which is no part of the notes', () => {
    const text = `${GOOD}\n[Unreleased]: https://x/c\n[0.10.0]: https://x/b\n[0.9.0]: https://x/a\n`
    const { sections, faults } = parseChangelog(text)
    expect(faults).toEqual([])
    expect(releaseNotesOf(sections, '0.9.0')).toBe('### Added\n- The first.')
  })
  it('may have a withdrawn release', () => {
    expect(faultsOf(GOOD.replace('## [0.9.0] - 2026-02-28', '## [0.9.0] - 2026-02-28 [YANKED]'))).toEqual([])
  })
})

describe('each fault of the form names its line and the cure', () => {
  it.each([
    ['another title', GOOD.replace('# Changelog', '# History'), 1, 'the first line is not the title'],
    ['no unreleased section', GOOD.replace('## [Unreleased]\n', ''), 6, 'the first section is not the unreleased one'],
    ['a version without brackets', GOOD.replace('## [0.9.0] -', '## 0.9.0 -'), 19, 'is no heading of a release'],
    ['a version without a date', GOOD.replace('## [0.9.0] - 2026-02-28', '## [0.9.0]'), 19, 'is no heading of a release'],
    ['a day that does not exist', GOOD.replace('[0.9.0] - 2026-02-28', '[0.9.0] - 2025-02-30'), 19, 'there is no day 2025-02-30'],
    ['an unknown kind', GOOD.replace('### Fixed', '### Improved'), 16, '"Improved" is no kind of change'],
    ['a kind twice', GOOD.replace('### Fixed', '### Added'), 16, '"Added" stands twice'],
    ['a kind without entries', GOOD.replace('- A fault.\n', ''), 16, 'nothing stands below "Fixed"'],
    ['an entry below no kind', GOOD.replace('### Added\n- The first.', '- The first.'), 21, 'the entry stands below no kind of change'],
    ['an entry with a star', GOOD.replace('- A fault.', '* A fault.'), 17, 'does not begin with "- "'],
    ['a release without entries', GOOD.replace('\n### Added\n- The first.\n', ''), 19, 'nothing stands under 0.9.0'],
    ['an older release above', GOOD.replace('[0.9.0]', '[0.11.0]'), 19, '0.11.0 stands below 0.10.0'],
    ['a release twice', GOOD.replace('[0.9.0]', '[0.10.0]'), 19, '0.10.0 stands below 0.10.0'],
    ['a later day below', GOOD.replace('[0.9.0] - 2026-02-28', '[0.9.0] - 2026-03-01'), 19, 'is of a later day'],
    ['a reference for one section only', `${GOOD}\n[Unreleased]: https://x/c\n[0.10.0]: https://x/b\n`, 19, '[0.9.0] leads nowhere'],
    [
      'a reference to no section',
      `${GOOD}\n[Unreleased]: https://x\n[0.10.0]: https://x\n[0.9.0]: https://x\n[0.8.0]: https://x\n`,
      27,
      '[0.8.0] is no section',
    ],
  ])('%s', (_, text, line, what) => {
    const faults = faultsOf(text)
    expect(faults).toContainEqual({ line, what: expect.stringContaining(what), cure: expect.stringMatching(/\S/) })
    expect(faults).toHaveLength(1)
  })
})
