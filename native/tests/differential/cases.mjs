/** What is traced. Programs of ours are compiled here; a toolchain that is missing makes a case that says so. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

const PROGRAMS = path.join(import.meta.dirname, '../programs')

/** [source, arguments…] of programs/*.c, which always do the same. */
const OURS = [
  ['spawns', 'fork'],
  ['spawns', 'vfork'],
  ['spawns', 'posix_spawn'],
  ['clones'],
  ['clones', 'clone3'],
  ['posix_spawns'],
  ['library', 'popen'],
  ['library', 'system'],
  ['library', 'thread'],
  ['library', 'exec-from-thread'],
  ['waits'],
  ['waits', 'waitid'],
  ...['file', 'memory', 'time', 'process', 'socket', 'poll'].map((what) => ['words', what]),
  ...['sent', 'claimed', 'kernel', 'faults', 'seccomp', 'children', 'sets'].map((what) => ['signals', what]),
]

const COMMANDS = [['/bin/true'], ['env', '-i', '/bin/true'], ['sh', '-c', '/bin/true; exit 3']]

function compiled(folder) {
  mkdirSync(folder, { recursive: true })
  for (const name of new Set(OURS.map(([source]) => source)))
    execFileSync(process.env.CC ?? 'cc', ['-O1', '-w', '-pthread', '-o', path.join(folder, name), path.join(PROGRAMS, `${name}.c`)], { stdio: 'inherit' })
  return OURS.map(([name, ...args]) => ({ name: [name, ...args].join(' '), command: [path.join(folder, name), ...args] }))
}

export function makeCases(scratch) {
  return [...compiled(path.join(scratch, 'programs')), ...COMMANDS.map((command) => ({ name: command.join(' '), command }))]
}
