/** Builds the helper without make, which a bare Debian with gcc may lack. Does what native/Makefile does, in one command. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './stamp.mjs'

const NATIVE = path.join(ROOT, 'native')
/** The rooms of native/Makefile. */
const ROOMS = ['base', 'bench', 'cli', 'decode', 'hazards', 'host', 'report', 'sandbox', 'strategies', 'tasks', 'tracer', 'wire']

/** `{ ok }`, or `{ ok: false, why }`. The compiler's messages go to the terminal. */
export function compileWithoutMake(cc) {
  const build = path.join(NATIVE, 'build')
  mkdirSync(path.join(build, 'targets/directory'), { recursive: true })
  const sources = ['main.c', ...ROOMS.flatMap((room) => cFilesIn(room)).filter((file) => file !== 'sandbox/generate_filters.c')]
  writeFileSync(path.join(build, 'registry.c'), execFileSync('sh', [path.join(NATIVE, 'host/registry.sh')]))
  const made = path.join(build, 'spawnscope.tmp')
  const flags = ['-I.', '-Ihost', '-std=gnu17', '-D_GNU_SOURCE', '-O2', ...release()]
  const whole = compile(cc, [...flags, '-o', made, ...sources, 'build/registry.c', '-pthread', '-Wl,-z,lazy'])
  const programs = cFilesIn('targets').map((file) => path.basename(file, '.c'))
  const alone = ['-Os', '-static', '-nostdlib', '-fno-stack-protector', '-fno-asynchronous-unwind-tables']
  const targets = programs.map((name) => compile(cc, [...alone, '-o', `build/targets/${name}`, `targets/${name}.c`]))
  if (!whole || targets.includes(false)) return { ok: false, why: `${cc} failed` }
  writeFileSync(path.join(build, 'targets/denied'), 'not to be executed\n', { mode: 0o644 })
  writeFileSync(path.join(build, 'targets/bad-format'), '\x01\x02\x03 no program\n', { mode: 0o755 })
  for (const name of ['.', ...programs, 'bad-format', 'directory']) chmodSync(path.join(build, 'targets', name), 0o755)
  renameSync(made, path.join(build, 'spawnscope'))
  return compileApp(cc, build, flags, [...sources, 'build/registry.c']) ? { ok: true } : { ok: false, why: `${cc} failed` }
}

/** Builds the files of the sandbox and the supervisor; lines of compiled programs need make. A missing static libc is not an error: the server explains what follows. */
function compileApp(cc, build, flags, sources) {
  const app = path.join(build, 'app')
  mkdirSync(app, { recursive: true })
  copyFileSync(path.join(build, 'spawnscope'), path.join(app, 'spawnscope-dynamic'))
  if (!compile(cc, [...flags, '-fPIE', '-static-pie', '-o', path.join(app, 'spawnscope'), ...sources, '-pthread']))
    rmSync(path.join(app, 'spawnscope'), { force: true })
  rmSync(path.join(app, 'targets'), { recursive: true, force: true })
  cpSync(path.join(build, 'targets'), path.join(app, 'targets'), { recursive: true })
  rmSync(path.join(app, 'preludes'), { recursive: true, force: true })
  cpSync(path.join(NATIVE, 'preludes'), path.join(app, 'preludes'), { recursive: true })
  for (const folder of [app, path.join(app, 'targets')]) chmodSync(folder, 0o755)
  const compiler = [...flags, '-o', path.join(app, 'spawnscope-compile'), ...cFilesIn('compile')]
  if (!compile(cc, ['-static', ...compiler]) && !compile(cc, compiler)) return false
  const supervisor = [...flags, '-o', path.join(build, 'spawnscope-supervisor'), ...cFilesIn('sandbox/supervisor')]
  if (!compile(cc, ['-static', ...supervisor]) && !compile(cc, supervisor)) return false
  copyFileSync(path.join(build, 'spawnscope-supervisor'), path.join(app, 'spawnscope-supervisor'))
  return true
}

/** What native/base/release.c is told: the version, and the commit if this is a checkout. */
function release() {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))
  const git = (...words) =>
    spawnSync('git', ['-c', 'safe.directory=*', ...words], { cwd: NATIVE, encoding: 'utf8', env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' } })
  const ours = git('ls-files', '--error-unmatch', 'Makefile').status === 0
  const commit = ours ? git('describe', '--always', '--dirty', '--exclude=*', '--abbrev=12').stdout.trim() : ''
  return [`-DSPAWNSCOPE_VERSION="${version}"`, ...(commit ? [`-DSPAWNSCOPE_COMMIT="${commit}"`] : [])]
}

function cFilesIn(folder) {
  const files = readdirSync(path.join(NATIVE, folder)).filter((name) => name.endsWith('.c'))
  return files.map((name) => path.join(folder, name))
}

function compile(cc, args) {
  return spawnSync(cc, args, { cwd: NATIVE, stdio: 'inherit' }).status === 0
}
