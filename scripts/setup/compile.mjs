/** The helper without make, which a bare Debian with gcc may lack: what native/Makefile does, in one go. */
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './stamp.mjs'

const NATIVE = path.join(ROOT, 'native')

/** `{ ok }`, or `{ ok: false, why }`; the compiler's words go to the terminal. */
export function compileWithoutMake(cc) {
  const build = path.join(NATIVE, 'build')
  mkdirSync(path.join(build, 'targets/directory'), { recursive: true })
  const sources = ['.', 'decode', 'strategies'].flatMap((folder) => cFilesIn(folder))
  writeFileSync(path.join(build, 'registry.c'), registry())
  const made = path.join(build, 'spawnscope.tmp')
  const whole = compile(cc, ['-I.', '-std=gnu17', '-D_GNU_SOURCE', '-O2', '-o', made, ...sources, 'build/registry.c'])
  const target = compile(cc, [
    '-Os',
    '-static',
    '-nostdlib',
    '-fno-stack-protector',
    '-fno-asynchronous-unwind-tables',
    '-o',
    'build/targets/ok',
    'targets/ok.c',
  ])
  if (!whole || !target) return { ok: false, why: `${cc} failed` }
  writeFileSync(path.join(build, 'targets/denied'), 'not to be executed\n', { mode: 0o644 })
  writeFileSync(path.join(build, 'targets/bad-format'), '\x01\x02\x03 no program\n', { mode: 0o755 })
  for (const name of ['.', 'ok', 'bad-format', 'directory']) chmodSync(path.join(build, 'targets', name), 0o755)
  renameSync(made, path.join(build, 'spawnscope'))
  return { ok: true }
}

function cFilesIn(folder) {
  const files = readdirSync(path.join(NATIVE, folder)).filter((name) => name.endsWith('.c'))
  return files.map((name) => path.join(folder, name))
}

function registry() {
  const ids = cFilesIn('strategies')
    .map((file) => path.basename(file, '.c'))
    .sort()
  return [
    '#include "registry.h"',
    ...ids.map((id) => `extern const struct strategy strategy_${id};`),
    'const struct registered registry[] = {',
    ...ids.map((id) => `\t{ "${id}", &strategy_${id} },`),
    '\t{ 0, 0 },\n};\n',
  ].join('\n')
}

function compile(cc, args) {
  return spawnSync(cc, args, { cwd: NATIVE, stdio: 'inherit' }).status === 0
}
