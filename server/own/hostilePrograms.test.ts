/** Programs that a stranger might send: each is refused, or ended at its limit, and nothing of it is left. Real compilers, real sandboxes. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeOwnLine, type OwnLanguage } from '../../protocol/own.ts'
import { RUN_UID } from '../environment.ts'
import { sandboxWorks } from '../testing/containedRun.ts'
import { runProcessesOf, type ServerProcess, startServerProcess } from '../testing/serverProcess.ts'
import { until } from '../testing/until.ts'
import { mainOf } from './toolchains.ts'

const works = sandboxWorks()
/** A user of its own, so that nothing else on this machine is taken for a rest of these programs. */
const USER = RUN_UID + 21
/** In the server's environment, in a file that everybody may read, and in the server's data. Nobody may see it. */
const SECRET = `secret-${process.pid}-of-the-operator`
const MANY = { SPAWNSCOPE_COMPILES_PER_CLIENT: '10000', SPAWNSCOPE_COMPILES_PER_ADDRESS: '10000' }

let server: ServerProcess
let data: string
let languages: string[] = []
beforeAll(async () => {
  if (!works) return
  data = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-hostile-own-'))
  writeFileSync(path.join(data, 'secret.txt'), `${SECRET}\n`, { mode: 0o644 })
  server = await startServerProcess({ ...MANY, SPAWNSCOPE_RUN_UID: String(USER), SPAWNSCOPE_DATA: data, OPERATORS_TOKEN: SECRET })
  const offer = await (await fetch(`${server.url}/api/own`)).json()
  languages = offer.languages.map(({ language }: { language: string }) => language)
})
afterAll(async () => {
  await server?.stop()
  if (data) rmSync(data, { recursive: true })
})

const post = (at: string, body: object): Promise<Response> =>
  fetch(server.url + at, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

interface Compiled {
  program: string | null
  said: string
  fault: string
  /** Of a refusal. */
  code?: string
  text: string
}
async function compiled(language: OwnLanguage, content: string): Promise<Compiled> {
  const text = await (await post('/api/own', { language, files: [{ name: mainOf(language), content }] })).text()
  const line = decodeOwnLine(text.trim().split('\n').at(-1) ?? '')
  if (line.ok && line.value.kind === 'compiled') return { ...line.value, text }
  const { code } = JSON.parse(text) as { code?: string }
  return { program: null, said: '', fault: '', text, ...(code !== undefined && { code }) }
}

interface Event {
  kind: string
  task?: number
  call?: string
  args?: string[]
  result?: string
  error?: string | null
  text?: string
  outcome?: string
  code?: string
  where?: { file: string; function: string }[]
}
interface Ran {
  text: string
  events: Event[]
}
async function ran(program: string): Promise<Ran> {
  const text = await (await post('/api/runs', { strategy: 'own', own: { program, args: [] } })).text()
  const lines = text.trim().split('\n')
  return { text, events: lines.map((line) => JSON.parse(line) as Event) }
}

/** Nothing of it lives on, no folder of it is left, and the server compiles and answers. */
async function nothingLeft(): Promise<void> {
  await until('nothing of the program lives', () => runProcessesOf(USER).length === 0)
  await until('no folder of a compilation is left', () => foldersOf('own').length === 0)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect(await compiled('c', 'int main(void) { return 0; }\n')).toMatchObject({ program: expect.any(String) })
}
const foldersOf = (kind: string): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`spawnscope-${kind}-`) && name.split('-').includes(String(server.pid)))

/** Pairs of a call and what came of it, in one task. */
function calls({ events }: Ran, call: string): { args: string[]; result: string; error: string | null }[] {
  const entered = new Map<number, string[]>()
  const all: ReturnType<typeof calls> = []
  for (const { kind, task = 0, call: name, args = [], result = '', error = null } of events) {
    if (name !== call) continue
    if (kind === 'enter') entered.set(task, args)
    if (kind === 'leave') all.push({ args: entered.get(task) ?? [], result, error })
  }
  return all
}
const errors = (run: Ran, call: string): (string | null)[] => calls(run, call).map(({ error }) => error)
const end = ({ events }: Ran): Event | undefined => events.findLast(({ kind }) => kind === 'end')
/** A control character of a stranger in a line of ours would act on a terminal. JSON spells all of them. */
const hasControls = (text: string): boolean => /[^\P{Cc}\n]/u.test(text)

const HEAD = ['errno', 'dirent', 'fcntl', 'signal', 'stdio', 'stdlib', 'string', 'unistd', 'sys/mman', 'sys/stat', 'sys/syscall', 'sys/wait']
const C = (body: string, before = ''): string =>
  `#define _GNU_SOURCE\n${HEAD.map((name) => `#include <${name}.h>\n`).join('')}${before}\nint main(void)\n{\n${body}\nreturn 0;\n}\n`

/** Runs of a program in C, and what must be seen of it. */
const RUNS: [string, string, (ran: Ran) => void][] = [
  ['a fork bomb', C('for (;;) fork();'), (run) => expect(errors(run, 'clone')).toContain('EAGAIN')],
  [
    'memory without end',
    C('for (;;) { char *p = mmap(0, 1 << 28, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); if (p == MAP_FAILED) return 7; }'),
    (run) => {
      expect(errors(run, 'mmap')).toContain('ENOMEM')
      expect(errors(run, 'mmap').length).toBeLessThan(40)
    },
  ],
  [
    'a disk full of files',
    C('char n[40]; for (int i = 0; i < 5000; i++) { sprintf(n, "/tmp/f%d", i); int f = open(n, O_CREAT | O_WRONLY, 0600); if (f < 0) return 1; close(f); }'),
    (run) => {
      const made = errors(run, 'openat').filter((error) => error === null).length
      expect(errors(run, 'openat').at(-1)).toBe('ENOSPC')
      expect(made).toBeLessThan(300)
    },
  ],
  [
    'a disk full of bytes',
    C(
      'char n[40]; static char b[1 << 19]; for (int i = 0; i < 64; i++) { sprintf(n, "/tmp/f%d", i); int f = open(n, O_CREAT | O_WRONLY, 0600); if (write(f, b, sizeof b) < 0) return 1; close(f); }',
    ),
    (run) => {
      expect(errors(run, 'write').at(-1)).toBe('ENOSPC')
      expect(errors(run, 'write').length).toBeLessThan(16)
    },
  ],
  [
    'a file without end',
    C('int f = open("/tmp/big", O_CREAT | O_WRONLY, 0600); static char b[1 << 16]; while (write(f, b, sizeof b) > 0);'),
    (run) => expect(run.text).toContain('SIGXFSZ'),
  ],
  [
    'files elsewhere',
    C(
      'for (char *p[] = { "/own/program", "/own/x", "/usr/x", "/app/x", "/work/x", "/x", "/proc/self/mem", "/proc/sys/kernel/hostname", "/dev/x" }, **a = p; a < p + 9; a++) open(*a, O_CREAT | O_RDWR, 0600);',
    ),
    (run) => {
      const tried = calls(run, 'openat').filter(({ args }) => args[2]?.includes('O_CREAT'))
      expect(tried).toHaveLength(9)
      expect(tried.filter(({ error }) => error === null)).toEqual([])
    },
  ],
  [
    'the network',
    C(
      'syscall(SYS_socket, 2, 1, 0); syscall(SYS_socket, 10, 2, 0); syscall(SYS_socket, 1, 1, 0); syscall(SYS_socket, 16, 3, 0); syscall(SYS_socket, 40, 1, 0);',
    ),
    (run) => expect(errors(run, 'socket')).toEqual(Array(5).fill('EPERM')),
  ],
  [
    'tracing the tracer',
    C(
      'syscall(SYS_ptrace, 16, getppid(), 0, 0); syscall(SYS_process_vm_readv, getppid(), 0, 0, 0, 0, 0); syscall(SYS_process_vm_writev, getppid(), 0, 0, 0, 0, 0); char p[40]; for (int i = 1; i < 9; i++) { sprintf(p, "/proc/%d/mem", i); open(p, O_RDWR); }',
    ),
    (run) => {
      expect(errors(run, 'ptrace')).toEqual(['EPERM'])
      expect(errors(run, 'process_vm_readv')).toEqual(['EPERM'])
      expect(errors(run, 'process_vm_writev')).toEqual(['EPERM'])
      const mem = calls(run, 'openat').filter(({ args }) => args[1]?.includes('/mem'))
      expect(mem).toHaveLength(8)
      expect(mem.filter(({ error }) => error === null)).toEqual([])
    },
  ],
  ['killing everything', C('kill(-1, SIGKILL); kill(1, SIGKILL); kill(getppid(), SIGKILL); pause();'), (run) => expect(run.text.length).toBeGreaterThan(0)],
  [
    'a daemon',
    C('if (fork() == 0) { setsid(); if (fork() == 0) for (;;) sleep(1); _exit(0); } wait(NULL);'),
    (run) => expect(end(run)?.outcome).toBe('timeout'),
  ],
  ['processes that never rest', C('for (int i = 0; i < 8; i++) if (fork() == 0) for (;;) ; pause();'), (run) => expect(end(run)?.outcome).toBe('timeout')],
  [
    'new namespaces',
    C(
      'syscall(SYS_unshare, 0x10000000); syscall(SYS_mount, "x", "/", "tmpfs", 0, 0); syscall(SYS_setns, 3, 0); syscall(SYS_clone, 0x10000000 | SIGCHLD, 0, 0, 0, 0); syscall(SYS_chroot, "/tmp"); syscall(SYS_pivot_root, "/", "/");',
    ),
    (run) => {
      for (const call of ['unshare', 'mount', 'setns', 'clone', 'chroot', 'pivot_root']) expect([call, ...errors(run, call)]).toEqual([call, 'EPERM'])
    },
  ],
  [
    'the kernel’s sharp tools',
    C(
      'syscall(SYS_bpf, 0, 0, 0); syscall(SYS_io_uring_setup, 1, 0); syscall(SYS_userfaultfd, 0); syscall(SYS_perf_event_open, 0, 0, 0, 0, 0); syscall(SYS_keyctl, 0, 0, 0, 0, 0); syscall(SYS_add_key, 0, 0, 0, 0, 0); syscall(SYS_init_module, 0, 0, 0); syscall(SYS_kexec_load, 0, 0, 0, 0); syscall(SYS_reboot, 0, 0, 0, 0); syscall(SYS_fanotify_init, 0, 0);',
    ),
    (run) => {
      for (const call of [
        'bpf',
        'io_uring_setup',
        'userfaultfd',
        'perf_event_open',
        'keyctl',
        'add_key',
        'init_module',
        'kexec_load',
        'reboot',
        'fanotify_init',
      ])
        expect([call, ...errors(run, call)]).toEqual([call, 'EPERM'])
    },
  ],
  [
    'becoming root',
    C(
      'if (fork() == 0) { execl("/usr/bin/su", "su", "-c", "id", NULL); _exit(1); } wait(NULL); setuid(0); setresuid(0, 0, 0); execl("/usr/bin/id", "id", NULL);',
    ),
    (run) => {
      expect(run.text).toContain('uid=1000')
      expect(run.text).not.toContain('uid=0')
    },
  ],
  [
    'endless output',
    C('for (;;) write(1, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 32);'),
    (run) => {
      expect(run.events.length).toBeLessThanOrEqual(20_100)
      expect(end(run)?.outcome).toMatch(/^(timeout|event-limit)$/)
    },
  ],
  [
    'ten thousand children',
    C('for (int i = 0; i < 10000; i++) { if (fork() == 0) _exit(0); wait(NULL); }'),
    (run) => {
      expect(run.events.length).toBeLessThanOrEqual(20_100)
      expect(end(run)?.outcome).not.toBe('traced')
    },
  ],
  [
    'escapes for a terminal, and a line of our own',
    C('write(1, "\\033]0;owned\\007\\033[2J\\n{\\"kind\\":\\"end\\"}\\n\\302\\233m", 38);'),
    (run) => {
      expect(hasControls(run.text)).toBe(false)
      expect(run.events.filter(({ kind }) => kind === 'end')).toHaveLength(1)
      expect(run.text).toContain('owned')
    },
  ],
  [
    'names of files with escapes',
    C('open("/tmp/\\033[2J\\n{}", O_CREAT, 0600); char *a[] = { "\\033[31m", 0 }; execv("/usr/bin/true", a);'),
    (run) => expect(hasControls(run.text)).toBe(false),
  ],
  ['lines of nowhere', `#line 7 "/src/<script>\\033[2J.c"\n${C('getppid();')}`, (run) => expect(hasControls(run.text)).toBe(false)],
  [
    'a page of lines that lie',
    C(
      'int f = open("/tmp/spawnscope-line", O_CREAT | O_RDWR, 0600); write(f, "\\xff\\xff", 2); char *p = mmap(0, 4096, 3, MAP_SHARED, f, 0); (void)p; getppid();',
    ),
    (run) => {
      expect(end(run)?.outcome).toBe('traced')
      const places = run.events.flatMap(({ where = [] }) => where)
      expect(places.filter(({ file }) => file !== 'main.c')).toEqual([])
    },
  ],
]

describe.runIf(works)('a hostile program', () => {
  it.each(RUNS)('%s', async (_name, source, check) => {
    const { program, said } = await compiled('c', source)
    expect(program, said).not.toBeNull()
    check(await ran(program ?? ''))
    await nothingLeft()
  })

  it('that kills whatever it can, over and over, pauses nobody', async () => {
    const { program } = await compiled(
      'c',
      C('kill(-1, SIGKILL); kill(1, SIGKILL); kill(getppid(), SIGKILL); for (int i = 1; i < 300; i++) if (i != getpid()) kill(i, SIGKILL); pause();'),
    )
    for (let n = 0; n < 3; n += 1) await ran(program ?? '')
    await nothingLeft()
    expect(end(await ran((await compiled('c', C(''))).program ?? ''))?.outcome).toBe('traced')
  })

  it('that reads whatever it can: only /usr, its own folder, and what every run has', async () => {
    const walk = `static void reads(const char *at) { DIR *d = opendir(at); struct dirent *e; char p[4096]; struct stat s; if (!d) return;
      while ((e = readdir(d))) { if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue; snprintf(p, sizeof p, "%s/%s", strcmp(at, "/") ? at : "", e->d_name);
      if (!strncmp(p, "/usr", 4) || !strncmp(p, "/proc", 5) || lstat(p, &s)) continue; write(1, p, strlen(p)); if (S_ISDIR(s.st_mode)) reads(p); } closedir(d); }`
    const { program, said } = await compiled('c', C('reads("/");', walk))
    expect(program, said).not.toBeNull()
    const run = await ran(program ?? '')
    // Long words are cut in the trace, so only their beginnings are compared.
    const names = calls(run, 'write').map(({ args }) => (args[1] ?? '').replace(/^"(.*?)"(\.\.\.)?$/, '$1'))
    expect(names).toContain('/own/program')
    const known =
      /^\/(app|own|dev|tmp|work|bin|sbin|lib\w*|usr|proc|etc)$|^\/(app|own|bin|sbin|lib\w*)\/|^\/dev\/(null|urandom|pts(\/ptmx)?)$|^\/etc\/(alternatives(\/|$)|ld\.so\.cache$)/
    expect(names.filter((name) => !known.test(name))).toEqual([])
    await nothingLeft()
  })

  it('that looks for the operator’s secret: not in its environment, nor in those of others, nor by any name', async () => {
    const looks = `static void say(const char *file) { char b[2048]; int f = open(file, O_RDONLY); ssize_t n; if (f < 0) return; while ((n = read(f, b, sizeof b)) > 0) write(1, b, n); close(f); }`
    const { program, said } = await compiled(
      'c',
      C(
        `char p[60]; for (int i = 1; i < 400; i++) for (int k = 0; k < 3; k++) { sprintf(p, "/proc/%d/%s", i, k == 0 ? "environ" : k == 1 ? "cmdline" : "root/etc/shadow"); say(p); } say("${data}/secret.txt"); say("/etc/shadow"); say("/proc/1/cwd/${data}/secret.txt"); for (char **e = environ; *e; e++) write(1, *e, strlen(*e));`,
        looks,
      ),
    )
    expect(program, said).not.toBeNull()
    const run = await ran(program ?? '')
    const written = calls(run, 'write')
      .map(({ args }) => args[1])
      .join('\n')
    expect(written).toContain('HOME=/tmp')
    expect(written).not.toContain(SECRET.slice(0, 12))
    expect(written).not.toMatch(/OPERATORS_TOKEN|root:|SPAWNSCOPE_DATA/)
    await nothingLeft()
  })
})

/** What a compilation must have come to. */
type Verdict = (answer: Compiled) => void
const says =
  (pattern: RegExp): Verdict =>
  ({ program, said }) => {
    expect(program).toBeNull()
    expect(said).toMatch(pattern)
  }
/** Ended by a limit, or by the compiler's own. */
const ended: Verdict = ({ program, code, said, fault }) => {
  expect(program).toBeNull()
  expect(code ?? `${said}${fault}`).not.toBe('')
}

describe.runIf(works)('a program that is hostile while it is compiled', () => {
  const nim = (command: string): string => `static:\n  echo staticExec("${command}")\necho "x"\n`
  const COMPILES: [string, OwnLanguage, () => string, Verdict][] = [
    ['reads secrets', 'nim', () => nim(`cat /etc/shadow /root/.bashrc ${data}/secret.txt; id; ls /home; env`), ({ said }) => expect(said).toMatch(/uid=1000/)],
    [
      'reads environments',
      'nim',
      () => nim('cat /proc/*/environ /proc/*/cmdline | tr \\"\\\\0\\" \\" \\"; echo seen'),
      ({ said }) => expect(said).toContain('seen'),
    ],
    ['asks for the environment at compile time', 'rust', () => 'fn main() { println!("{}", env!("OPERATORS_TOKEN")); }\n', says(/environment variable/)],
    [
      'asks for it and goes on without',
      'rust',
      () => 'fn main() { println!("{:?} {:?}", option_env!("OPERATORS_TOKEN"), option_env!("HOME")); }\n',
      ({ program, said }) => expect(program, said).not.toBeNull(),
    ],
    ['includes a file of this machine', 'rust', () => 'fn main() { print!("{}", include_str!("/etc/shadow")); }\n', says(/couldn't read|No such file|denied/)],
    [
      'includes the operator’s file',
      'rust',
      () => `fn main() { print!("{}", include_str!("${data}/secret.txt")); }\n`,
      says(/couldn't read|No such file|denied/),
    ],
    [
      'takes a file by a path attribute',
      'rust',
      () => `#[path = "${data}/secret.txt"]\nmod secret;\nfn main() {}\n`,
      says(/couldn't read|No such file|file not found|denied/),
    ],
    [
      'takes a file by the assembler',
      'c',
      () => `__asm__(".incbin \\"${data}/secret.txt\\"");\nint main(void) { return 0; }\n`,
      says(/not found|No such file|can't open/i),
    ],
    ['takes a file by #include', 'c', () => `#include "${data}/secret.txt"\nint main(void) { return 0; }\n`, says(/No such file/)],
    [
      'takes a file by //go:embed',
      'go',
      () => `package main\n\nimport _ "embed"\n\n//go:embed ${'../'.repeat(4)}etc/passwd\nvar s string\n\nfunc main() { print(s) }\n`,
      says(/invalid pattern|no matching|embed/),
    ],
    [
      'takes the network',
      'nim',
      () => nim('python3 -c \\"import socket; socket.socket()\\" 2>&1 | tail -1'),
      ({ said }) => expect(said).toMatch(/Operation not permitted|PermissionError/),
    ],
    ['traces its neighbours', 'nim', () => nim('echo x > /proc/2/mem || echo refused'), ({ said }) => expect(said).toContain('refused')],
    ['forks without end', 'nim', () => nim('f() { f | f & }; f; sleep 1000'), ({ code, said }) => expect(code ?? said).toMatch(/time_limit|failed|annot fork/)],
    ['kills whatever it can', 'nim', () => nim('kill -9 -1; sleep 1000'), ended],
    ['leaves a process behind', 'nim', () => nim('sleep 1000 > /dev/null 2>&1 &'), ({ program, code }) => expect(code ?? program).toEqual(expect.any(String))],
    [
      'fills its disk',
      'nim',
      () => nim('yes | head -c 60000000 > /tmp/a; for i in b c d e f; do cp /tmp/a /tmp/$i || echo full; done; echo x'),
      ({ said, code }) => expect(code ?? said).toMatch(/No space|time_limit|helper_failed/),
    ],
    [
      'writes a file without end',
      'nim',
      () => nim('yes | head -c 100000000 > /tmp/a; stat -c %s /tmp/a'),
      ({ said }) => expect(Number(/\d{6,}/.exec(said)?.[0])).toBeLessThanOrEqual(64 * 1024 * 1024),
    ],
    [
      'puts a link in place of the program',
      'nim',
      () => nim('(while :; do ln -sf /etc/ld.so.cache /tmp/program; done) > /dev/null 2>&1 &'),
      ({ program, fault, said, code }) => expect(program === null ? (code ?? `${fault}${said}`) : 'its own').not.toBe(''),
    ],
    ['includes itself without end', 'c', () => '#include __FILE__\nint main(void) { return 0; }\n', says(/nested too deeply|include/)],
    ['includes a device without end', 'c', () => '#include "/dev/urandom"\nint main(void) { return 0; }\n', ended],
    ['makes a huge program', 'c', () => 'char a[1 << 30] = { 1 };\nint main(void) { return a[0]; }\n', ended],
    [
      'makes huge text',
      'c',
      () =>
        `${['A _Pragma("message(\\"x\\")")', 'B A A A A A A A A', 'D B B B B B B B B', 'E D D D D D D D D', 'F E E E E E E E E'].map((one) => `#define ${one}`).join('\n')}\nF\nint main(void) { return 0; }\n`,
      ({ said }) => expect(Buffer.byteLength(said)).toBeLessThanOrEqual(64 * 1024),
    ],
    [
      'makes its compiler work without end',
      'c',
      () => '__asm__(".macro f n\\n.if \\\\n\\nf (\\\\n-1)\\nf (\\\\n-1)\\n.endif\\n.endm\\nf 40");\nint main(void) { return 0; }\n',
      ({ code }) => expect(code).toBe('time_limit'),
    ],
    [
      'writes escapes into its messages',
      'c',
      () => '#warning "\u001b[2J\u009b31m\u0007"\nint main(void) { return 0; }\n',
      ({ said, text }) => expect([said.includes('[2J'), hasControls(text)]).toEqual([true, false]),
    ],
  ]
  it.each(COMPILES)('%s (%s)', async (name, language, source, verdict) => {
    if (!languages.includes(language)) {
      if (process.env.CI === 'true') throw new Error(`${language} must be here where CI=true`)
      return console.warn(`skipped, no ${language} here: a program that ${name}`)
    }
    const answer = await compiled(language, source())
    expect(answer.text).not.toContain(SECRET)
    expect(answer.text).not.toMatch(/root:[*$!x]|uid=0/)
    verdict(answer)
    await nothingLeft()
  })

  it('has its lines read by nobody who can be harmed: huge DWARF, and DWARF that is none', async () => {
    const ten = (name: string, one: string): string => `#define ${name}(n) ${Array.from({ length: 10 }, (_, digit) => `${one}(n##${digit})`).join(' ')}`
    const structs = ['#define S(n) struct s##n { int a, b; struct s##n *next; } v##n;', ten('T', 'S'), ten('U', 'T'), ten('V', 'U'), 'V(1) V(2) V(3)']
    const huge = `${structs.join('\n')}\n${C('getppid();')}`
    const broken = `__asm__(".section .debug_line,\\"\\",@progbits\\n.fill 4000,1,0xff\\n.previous");\n${C('getppid();')}`
    for (const source of [huge, broken]) {
      const { program, said } = await compiled('c', source)
      expect(program, said).not.toBeNull()
      const run = await ran(program ?? '')
      expect(end(run)?.outcome).toBe('traced')
      expect(errors(run, 'getppid')).toEqual([null])
    }
    await nothingLeft()
  })
})

it.runIf(works)('all that is left in the temporary directory is the folder of its programs, and that goes with the server', async () => {
  expect(foldersOf('own')).toEqual([])
  expect(foldersOf('programs')).toHaveLength(1)
  await server.stop()
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('spawnscope-') && name.split('-').includes(String(server.pid)))).toEqual([])
})
