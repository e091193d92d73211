/**
 * Level 4: a leaf of cgroup v2 for each run, if a subtree was delegated to the server (systemd: Delegate=yes).
 * A group that passes controllers to its children may hold no process, so the server moves into its own leaf first.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CGROUP_CPU_PERCENT, CGROUP_MEMORY_MB, CGROUP_PROCESSES } from '../limits.ts'
import { FOUND, said } from './found.ts'

const CONTROLLERS = ['memory', 'pids', 'cpu']
const PERIOD_US = 100_000
const MB = 1024 * 1024

export interface Cgroups {
  /** Makes a leaf with its limits; `memoryMb` and `threads` are what the run asked for. */
  leaf(memoryMb: number, threads: number): string
  /** Kills what is left in it and removes it. */
  remove(leaf: string): Promise<void>
}

export type CgroupsOpened = { ok: true; cgroups: Cgroups } | { ok: false; why: string }

/** `base`: the delegated group; the server's own by default. */
export function openCgroups(base: string | null = ownGroup()): CgroupsOpened {
  if (base === null) return { ok: false, why: said(FOUND.noCgroup) }
  try {
    const offered = readFileSync(path.join(base, 'cgroup.controllers'), 'utf8').split(/\s+/)
    const missing = CONTROLLERS.filter((name) => !offered.includes(name))
    if (missing.length > 0) return { ok: false, why: said(FOUND.noController, base, missing.join(', ')) }
    const own = path.join(base, 'server')
    mkdirSync(own, { recursive: true })
    writeFileSync(path.join(own, 'cgroup.procs'), String(process.pid))
    writeFileSync(path.join(base, 'cgroup.subtree_control'), CONTROLLERS.map((name) => `+${name}`).join(' '))
    sweep(base)
  } catch (error) {
    moveBack(base)
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
  let count = 0
  return {
    ok: true,
    cgroups: {
      leaf(memoryMb, threads) {
        count += 1
        const leaf = path.join(base, `run-${process.pid}-${count}`)
        mkdirSync(leaf)
        const set = (name: string, value: string | number): void => writeFileSync(path.join(leaf, name), String(value))
        // Twice, because a forked child may write to all of its copy.
        set('memory.max', (2 * memoryMb + CGROUP_MEMORY_MB) * MB)
        if (existsSync(path.join(leaf, 'memory.swap.max'))) set('memory.swap.max', 0)
        set('memory.oom.group', 1)
        set('pids.max', threads + CGROUP_PROCESSES)
        set('cpu.max', `${(PERIOD_US * CGROUP_CPU_PERCENT) / 100} ${PERIOD_US}`)
        return leaf
      },
      remove: removeLeaf,
    },
  }
}

/** Leaves the useless leaf again. */
function moveBack(base: string): void {
  try {
    writeFileSync(path.join(base, 'cgroup.procs'), String(process.pid))
    rmdirSync(path.join(base, 'server'))
  } catch {
    // The server never moved, or stays in the leaf: both are harmless.
  }
}

async function removeLeaf(leaf: string): Promise<void> {
  try {
    writeFileSync(path.join(leaf, 'cgroup.kill'), '1')
  } catch {
    // The leaf is gone, or the kernel is older than 5.14. The supervisor has killed its processes.
  }
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      return rmdirSync(leaf)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
      // EBUSY: the last process is still exiting.
      await sleep(5 * (tries + 1))
    }
  }
}

/** Removes the leaves of servers that were killed. */
function sweep(base: string): void {
  for (const name of readdirSync(base)) if (/^run-\d+-\d+$/.test(name)) void removeLeaf(path.join(base, name))
}

function ownGroup(): string | null {
  try {
    const mount = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .find((fields) => fields[fields.indexOf('-') + 1] === 'cgroup2')
    const group = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1]
    if (!mount?.[4] || group === undefined || group === '/') return null
    return path.join(mount[4], path.relative(mount[3] ?? '/', group))
  } catch {
    return null
  }
}
