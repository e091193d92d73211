/** The ladder: finds the highest level at which a real run works. Decided once, at start. */
import { readFileSync } from 'node:fs'
import { SANDBOXES } from '../../protocol/events.ts'
import type { SandboxCode, SandboxReport } from '../../protocol/sandbox.ts'
import { adviceOn, levelWords } from './advice.ts'
import type { Level } from './containedCommand.ts'
import { thisDistribution } from './distribution.ts'
import type { Tried } from './probe.ts'

/** What the climb depends on. A field that says why a step is impossible is null if it is possible. */
export interface Ground {
  /** Why bwrap cannot be used at all. */
  bwrap: { code: SandboxCode; found: string } | null
  /** Why there are no control groups. */
  cgroups: string | null
  /** The operator vouches for the container around the server. */
  outerContainer: boolean
  attempt(level: Level): Promise<Tried>
}

export interface Reached {
  level: 0 | Level
  code: SandboxCode
  found: string | null
  firstEventMs: number | null
}

/** Tries from the top: 4, 3, then the levels without bwrap. */
export async function climb({ bwrap, cgroups, outerContainer, attempt }: Ground): Promise<Reached> {
  let fault = bwrap
  if (!fault) {
    let noCgroup = cgroups
    if (noCgroup === null) {
      const full = await attempt(4)
      if (full.ok) return { level: 4, code: 'complete', found: null, firstEventMs: full.firstEventMs }
      noCgroup = full.found
    }
    const sandbox = await attempt(3)
    if (sandbox.ok) return { level: 3, code: 'no_cgroup', found: noCgroup, firstEventMs: sandbox.firstEventMs }
    fault = refine(sandbox)
  }
  const level = outerContainer ? 2 : 1
  const limits = await attempt(level)
  if (!limits.ok) return { level: 0, code: limits.code, found: limits.found, firstEventMs: null }
  return { level, code: outerContainer ? 'outer_container' : fault.code, found: fault.found, firstEventMs: limits.firstEventMs }
}

/** bwrap prints the same for a sysctl and for a container's filter. The sysctl can be read, so look there. */
function refine({ code, found }: { code: SandboxCode; found: string }): { code: SandboxCode; found: string } {
  if (code === 'userns_container' && sysctl('kernel/unprivileged_userns_clone') === '0') return { code: 'userns_sysctl', found }
  if (code === 'userns_container' && sysctl('kernel/apparmor_restrict_unprivileged_userns') === '1') return { code: 'userns_apparmor', found }
  return { code, found }
}

function sysctl(name: string): string | null {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim()
  } catch {
    return null
  }
}

/** The report with its texts in every language, for this distribution. `waiting`: how many sandboxes are kept ready. */
export function reportOf({ level, code, found, firstEventMs }: Reached, waiting = 0, distribution = thisDistribution()): SandboxReport {
  const { words, cure } = adviceOn(code, distribution)
  return {
    level,
    name: SANDBOXES[level] ?? 'none',
    code,
    words: levelWords(level, words),
    cure,
    found,
    uids: level >= 3 ? 'any' : 'own',
    first_event_ms: firstEventMs === null ? null : Math.round(firstEventMs * 10) / 10,
    waiting: level >= 3 ? waiting : 0,
  }
}
