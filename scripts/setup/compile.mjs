/** The helper without make, which a bare Debian with gcc may lack: what native/Makefile does, in one go. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './stamp.mjs'

const NATIVE = path.join(ROOT, 'native')

/** `{ ok }`, or `{ ok: false, why }`; the compiler's words go to the terminal. */
export function compileWithoutMake(cc) {
  const build = path.join(NATIVE, 'build')
  mkdirSync(path.join(build, 'targets/directory'), { recursive: true })
  const sources = ['.', 'decode', 'strategies', 'hazards'].flatMap((folder) => cFilesIn(folder))
  writeFileSync(path.join(build, 'registry.c'), execFileSync('sh', [path.join(NATIVE, 'registry.sh')]))
  const made = path.join(build, 'spawnscope.tmp')
  const whole = compile(cc, ['-I.', '-std=gnu17', '-D_GNU_SOURCE', '-O2', '-o', made, ...sources, 'build/registry.c', '-pthread', '-Wl,-z,lazy'])
  const programs = cFilesIn('targets').map((file) => path.basename(file, '.c'))
  const alone = ['-Os', '-static', '-nostdlib', '-fno-stack-protector', '-fno-asynchronous-unwind-tables']
  const targets = programs.map((name) => compile(cc, [...alone, '-o', `build/targets/${name}`, `targets/${name}.c`]))
  if (!whole || targets.includes(false)) return { ok: false, why: `${cc} failed` }
  writeFileSync(path.join(build, 'targets/denied'), 'not to be executed\n', { mode: 0o644 })
  writeFileSync(path.join(build, 'targets/bad-format'), '\x01\x02\x03 no program\n', { mode: 0o755 })
  for (const name of ['.', ...programs, 'bad-format', 'directory']) chmodSync(path.join(build, 'targets', name), 0o755)
  renameSync(made, path.join(build, 'spawnscope'))
  return { ok: true }
}

function cFilesIn(folder) {
  const files = readdirSync(path.join(NATIVE, folder)).filter((name) => name.endsWith('.c'))
  return files.map((name) => path.join(folder, name))
}

function compile(cc, args) {
  return spawnSync(cc, args, { cwd: NATIVE, stdio: 'inherit' }).status === 0
}
