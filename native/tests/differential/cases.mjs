/** The traced programs. Ours are compiled here; if a toolchain is missing, its case says so. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commandsInC, magicsInC, pointedCommandsInC, rowsInC } from './decodedRows.mjs'

const PROGRAMS = path.join(import.meta.dirname, '../programs')
/** Depends on inodes and times. */
const INDEX_CHECKSUM = /(?<=^pread64\(\d, )"(?:[^"\\]|\\.)*"(?=, 20,)/
const COMPILE_TIMEOUT_MS = 180_000

/** [source, arguments…] of programs/*.c, which always behave alike. */
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
  ...['sent', 'claimed', 'kernel', 'faults', 'seccomp', 'children', 'sets'].map((what) => ['signals', what]),
  ['sockets'],
  ['races'],
  ...['threads', 'killed', 'execs', 'execs-alone', 'refused', 'orphaned', 'foreign'].map((what) => ['endings', what]),
  ...['paths', 'files', 'descriptors', 'terminals', 'memory', 'identity', 'scheduling', 'polling', 'timing'].map((what) => ['calls', what]),
  ...['file', 'memory', 'time', 'process', 'socket', 'poll'].map((what) => ['words', what]),
]

/** Shells that wait for several children at once; which child ends first is a race. */
const anyOrder = (command) => command.join(' ').includes(' | ')

const COMMANDS = [
  ['/bin/true'],
  ['env', '-i', '/bin/true'],
  ['env', 'A=b', 'sh', '-c', 'echo $A'],
  ['sh', '-c', '/bin/true; exit 3'],
  ['sh', '-c', 'echo one two | cat | wc -w'],
  ['sh', '-c', 'trap "exit 4" USR1; kill -USR1 $$; sleep 1'],
  // xargs polls its standard input: the writer must be gone by then, or else it would depend on who was faster.
  ['sh', '-c', 'xargs -n 2 echo <<E\na\nb\nc\nE'],
  ['sh', '-c', 'sleep 0.01 & wait; cat < /dev/null > out; ls -l . >/dev/null'],
]

function makefile(folder) {
  writeFileSync(path.join(folder, 'Makefile'), 'all: b\n\ncat b\na:\n\techo hello > a\nb: a\n\t@cp a b && sort b > c\n\t-false\n')
}

function repository(folder) {
  const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: 'ignore', env: { PATH: process.env.PATH, HOME: folder } })
  git('init', '-q')
  writeFileSync(path.join(folder, 'tracked'), 'text\n')
  // git would read a file again that is as new as its index.
  utimesSync(path.join(folder, 'tracked'), 1e9, 1e9)
  git('add', 'tracked')
  writeFileSync(path.join(folder, 'untracked'), 'text\n')
}

const has = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** A case that needs a program that may not be installed. */
function needing(name, command, args, make) {
  return has(command, ...args) ? { name, ...make() } : { name, missing: `no ${command} here` }
}

function runtimes(folder) {
  const source = (file) => path.join(PROGRAMS, file)
  const built = (file) => path.join(folder, file)
  const build = (...command) => {
    const { status, stderr } = spawnSync(command[0], command.slice(1), { timeout: COMPILE_TIMEOUT_MS, encoding: 'utf8' })
    if (status !== 0) throw new Error(`${command.join(' ')} failed:\n${stderr}`)
  }
  return [
    needing('make', 'make', ['-v'], () => ({ command: ['make'], prepare: makefile })),
    needing('git status', 'git', ['--version'], () => ({
      command: ['git', 'status'],
      prepare: repository,
      env: { GIT_OPTIONAL_LOCKS: '0' },
      mask: INDEX_CHECKSUM,
    })),
    needing('python3 subprocess', 'python3', ['-V'], () => ({
      // A shim would start the real program through a shell.
      command: [
        execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim(),
        '-c',
        'import subprocess as s; s.run(["/bin/true"]); s.run("exit 3", shell=True, start_new_session=True); s.Popen(["cat"], stdin=s.PIPE).communicate(b"x")',
      ],
      env: { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1' },
    })),
    needing('rust', 'rustc', ['-V'], () => {
      build('rustc', '-o', built('rust-spawns'), source('spawn.rs'))
      return { command: [built('rust-spawns')] }
    }),
    needing('nim', 'nim', ['--version'], () => {
      build('nim', 'c', '--hints:off', `--nimcache:${built('nimcache')}`, `-o:${built('nim-spawns')}`, source('spawner.nim'))
      // It polls until its child has ended.
      return { command: [built('nim-spawns')], loose: true }
    }),
    needing('ruby spawn', 'ruby', ['-v'], () => ({
      command: [
        'ruby',
        '-e',
        'Process.wait(spawn("/bin/true")); system("exit 3"); `echo hello`; IO.popen(["cat"], "r+") { |io| io.write("x"); io.close_write; io.read }',
      ],
      loose: true,
    })),
    needing('go', 'go', ['version'], () => {
      build('go', 'build', '-o', built('go-spawns'), source('spawn.go'))
      return { command: [built('go-spawns')], loose: true }
    }),
    {
      name: 'node child_process',
      command: [
        process.execPath,
        '-e',
        'const c = require("node:child_process"); c.spawnSync("/bin/true"); const cat = c.spawn("cat"); cat.stdin.end("x"); c.exec("exit 3"); c.spawn("/nonexistent").on("error", () => {})',
      ],
      loose: true,
    },
  ]
}

export function compileC(folder, name) {
  const file = path.join(folder, name)
  execFileSync(process.env.CC ?? 'cc', ['-O1', '-w', '-pthread', '-o', file, path.join(PROGRAMS, `${name}.c`), '-lutil', '-lrt'], { stdio: 'inherit' })
  return file
}

/** In how many parts programs/everyCall is run, so that they run beside each other. */
const EVERY_PARTS = 4

/** Every decoded call with every kind of value. EVERY_SEED=7 draws other values. */
function every(folder) {
  const named = (part) => `every call, part ${part + 1} of ${EVERY_PARTS}`
  const parts = Array.from({ length: EVERY_PARTS }, (_, part) => part)
  // The stubs that make the calls are machine code.
  if (process.arch !== 'x64') return parts.map((part) => ({ name: named(part), missing: 'no x86-64 here' }))
  const headers = path.join(folder, 'every')
  const program = path.join(headers, 'everyCall')
  const sources = path.join(PROGRAMS, 'everyCall')
  mkdirSync(headers, { recursive: true })
  writeFileSync(path.join(headers, 'rows.h'), rowsInC())
  writeFileSync(path.join(headers, 'commands.h'), commandsInC())
  writeFileSync(path.join(headers, 'pointed.h'), pointedCommandsInC())
  const compiler = process.env.CC ?? 'cc'
  writeFileSync(path.join(headers, 'magics.h'), magicsInC(compiler))
  const files = readdirSync(sources).filter((file) => file.endsWith('.c'))
  execFileSync(compiler, ['-O1', '-w', '-I', headers, '-o', program, ...files.map((file) => path.join(sources, file))], { stdio: 'inherit' })
  return parts.map((part) => ({
    name: named(part),
    starter: [program, 'answer', 'answers'],
    command: [program, 'trace', 'answers', process.env.EVERY_SEED ?? '1', String(part), String(EVERY_PARTS)],
    every: true,
  }))
}

/** With undecoded calls shown raw, strace shows how many arguments each has. */
function undecoded(helper) {
  const names = readFileSync(path.join(PROGRAMS, '../../decode/names.c'), 'utf8').match(/(?<=\[SYS_\w+\] = ")\w+/g)
  const decoded = new Set(JSON.parse(execFileSync(helper, ['describe'], { encoding: 'utf8' })).decoded)
  return names.filter((name) => !decoded.has(name)).map((name) => `?${name}`)
}

function sweeps(folder, helper) {
  const command = compileC(folder, 'sweep')
  return ['zero', 'count', 'minus', 'page', 'text'].map((what) => ({
    name: `sweep ${what}`,
    command: [command, what],
    straceArgs: ['-e', `raw=${undecoded(helper)}`],
  }))
}

/** The same beside a noisy program, so that lines are cut; and how many calls must have been cut on both sides. */
function cut(folder, helper) {
  const noisy = compileC(folder, 'noisy')
  const of = (atLeast, ...command) => ({
    name: `cuts of ${path.basename(command[0])} ${command[1]}`,
    command: [noisy, ...command],
    cuts: atLeast,
    straceArgs: ['-e', `raw=${undecoded(helper)}`],
  })
  return [
    of(100, path.join(folder, 'sweep'), 'zero'),
    of(100, path.join(folder, 'sweep'), 'page'),
    ...['paths', 'files', 'descriptors', 'polling', 'timing', 'scheduling', 'identity', 'memory', 'terminals'].map((what) =>
      of(10, path.join(folder, 'calls'), what),
    ),
    of(10, path.join(folder, 'sockets'), 'all'),
    of(10, path.join(folder, 'signals'), 'sets'),
    of(5, path.join(folder, 'clones'), 'clone3'),
    of(5, path.join(folder, 'waits'), 'waitid'),
    of(5, path.join(folder, 'posix_spawns'), 'all'),
  ]
}

function compiled(folder) {
  for (const name of new Set(OURS.map(([source]) => source))) compileC(folder, name)
  return OURS.map(([name, ...args]) => ({ name: [name, ...args].join(' '), command: [path.join(folder, name), ...args], purposeful: true }))
}

export function makeCases(scratch, helper) {
  const folder = path.join(scratch, 'programs')
  mkdirSync(folder, { recursive: true })
  // The slow ones first, so that they do not run alone at the end.
  return [
    ...runtimes(folder).reverse(),
    ...every(folder),
    ...sweeps(folder, helper),
    ...compiled(folder),
    ...cut(folder, helper),
    ...COMMANDS.map((command) => ({ name: command.join(' '), command, anyOrder: anyOrder(command) })),
  ]
}
