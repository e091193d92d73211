/** A version is said in four places, which must agree before a release. Pure. */
import type { ChangelogSection } from './changelog.ts'
import type { ReleaseFault } from './releaseFault.ts'

export interface SaidVersions {
  /** Of package.json. */
  package: string
  /** Of package-lock.json: its own, and that of its root package. */
  lock: readonly (string | undefined)[]
  changelog: readonly ChangelogSection[]
  /** The commit of the tag `vX.Y.Z`, or null where there is no such tag. */
  tagged: string | null
  head: string
  /** Every tag at `head`. */
  tagsHere: readonly string[]
}

export function versionFaults({ package: version, lock, changelog, tagged, head, tagsHere }: SaidVersions): ReleaseFault[] {
  const faults: ReleaseFault[] = []
  const tag = `v${version}`
  const others = [...new Set(lock.filter((said) => said !== version))].map((said) => said ?? 'none')
  if (others.length > 0)
    faults.push({ what: `package.json says ${version}, package-lock.json ${others.join(' and ')}`, cure: 'npm install --package-lock-only --ignore-scripts' })
  const newest = changelog.find((section) => section.version !== null)
  if (!changelog.some((section) => section.version === version))
    faults.push({ what: `CHANGELOG.md has no section of ${version}`, cure: `## [${version}] - and the day, above what is older` })
  else if (newest?.version !== version)
    faults.push({ what: `the newest section of CHANGELOG.md is ${newest?.version}, not ${version}`, cure: 'raise the version in package.json' })
  // The workflow of a tag checks the very commit that is tagged.
  if (tagged !== null && tagged !== head)
    faults.push({
      what: `${tag} is tagged already, at ${tagged.slice(0, 12)}`,
      cure: 'raise the version in package.json, and give it a section in CHANGELOG.md',
    })
  for (const other of tagsHere)
    if (/^v\d/.test(other) && other !== tag)
      faults.push({ what: `this commit is tagged ${other}, but package.json says ${version}`, cure: `git tag -d ${other}` })
  return faults
}
