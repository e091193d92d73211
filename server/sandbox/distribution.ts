/** Which Linux distribution this is, as far as our advice differs. */
import { readFileSync } from 'node:fs'

export type Distribution = 'debian' | 'ubuntu' | 'fedora' | 'arch' | 'alpine' | 'other'

/** From os-release(5). Pure. */
export function distributionOf(osRelease: string): Distribution {
  const value = (key: string): string => new RegExp(`^${key}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1]?.toLowerCase() ?? ''
  const names = [value('ID'), ...value('ID_LIKE').split(' ')]
  for (const name of names) {
    if (name === 'ubuntu' || name === 'debian' || name === 'fedora' || name === 'arch' || name === 'alpine') return name
    if (name === 'rhel' || name === 'centos') return 'fedora'
  }
  return 'other'
}

export function thisDistribution(): Distribution {
  try {
    return distributionOf(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return 'other'
  }
}

const INSTALL: Record<Distribution, string> = {
  debian: 'apt-get install',
  ubuntu: 'apt-get install',
  fedora: 'dnf install',
  arch: 'pacman -S',
  alpine: 'apk add',
  other: 'install',
}

/** How this distribution installs bubblewrap. */
export function installBubblewrap(distribution: Distribution): string {
  return `${INSTALL[distribution]} bubblewrap`
}
