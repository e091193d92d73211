/** Programs that a stranger might send: each is refused, or ended at its limit, and nothing of it is left. Real compilers, real sandboxes. */
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OwnLanguage } from '../../protocol/own.ts'
import { RUN_UID } from '../environment.ts'
import { sandboxWorks } from '../testing/containedRun.ts'
import { runProcessesOf, type ServerProcess, startServerProcess } from '../testing/serverProcess.ts'
import { until } from '../testing/until.ts'
import { mainOf } from './toolchains.ts'

const works = sandboxWorks()
/** A user of its own, so that nothing else on this machine is taken for a rest of these programs. */
const USER = RUN_UID + 21
let server: ServerProcess
let languages: string[] = []
beforeAll(async () => {
  if (!works) return
  server = await startServerProcess({ SPAWNSCOPE_RUN_UID: String(USER), SPAWNSCOPE_DATA: `${tmpdir()}/spawnscope-test-hostile-own` })
  const offer = await (await fetch(`${server.url}/api/own`)).json()
  languages = offer.languages.map(({ language }: { language: string }) => language)
})
afterAll(async () => {
  await server?.stop()
})

const post = (path: string, body: object): Promise<Response> =>
  fetch(server.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

interface Compiled {
  kind: string
  program: string | null
  said: string
  fault: string
  code?: string
}
async function compiled(language: OwnLanguage, content: string): Promise<Compiled> {
  const text = await (await post('/api/own', { language, files: [{ name: mainOf(language), content }] })).text()
  return JSON.parse(text.trim().split('\n').at(-1) ?? '{}')
}

interface Ran {
  text: string
  events: {
    kind: string
    call?: string
    result?: string
    error?: string | null
    text?: string
    outcome?: string
    where?: { file: string; function: string }[]
  }[]
}
async function ran(program: string): Promise<Ran> {
  const text = await (await post('/api/runs', { strategy: 'own', own: { program, args: [] } })).text()
  return {
    text,
    events: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  }
}
/** The results of a call, by its errors. */
const errorsOf = ({ events }: Ran, call: string): (string | null | undefined)[] =>
  events.filter((event) => event.kind === 'leave' && event.call === call).map(({ error }) => error)

/** Nothing of it lives on, and the server answers. */
async function nothingLeft(): Promise<void> {
  await until('nothing of the program lives', () => runProcessesOf(USER).length === 0)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect((await compiled('c', 'int main(void) { return 0; }\n')).program).not.toBeNull()
}

const C = (body: string, head = ''): string =>
  `#define _GNU_SOURCE\n#include <errno.h>\n#include <fcntl.h>\n#include <signal.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <unistd.h>\n#include <sys/syscall.h>\n#include <sys/wait.h>\n${head}\nint main(void)\n{\n${body}\nreturn 0;\n}\n`

/** Runs of a program in C, and what must be seen of it. */
const RUNS: [string, string, (ran: Ran) => void][] = [
  ['a fork bomb', C('for (;;) fork();'), (run) => expect(run.text).toContain('EAGAIN')],
  [
    'memory without end',
    C('for (;;) { char *p = malloc(1 << 26); if (!p) return 1; memset(p, 1, 1 << 26); }'),
    (run) => expect(run.events.length).toBeGreaterThan(1),
  ],
  [
    'a disk full of files',
    C('char n[40]; for (int i = 0; i < 5000; i++) { sprintf(n, "/tmp/f%d", i); if (open(n, O_CREAT | O_WRONLY, 0600) < 0) return 1; }'),
    (run) => expect(run.text).toMatch(/ENOSPC|EMFILE/),
  ],
  [
    'a file without end',
    C('int f = open("/tmp/big", O_CREAT | O_WRONLY, 0600); static char b[1 << 20]; while (write(f, b, sizeof b) > 0);'),
    (run) => expect(run.text).toMatch(/ENOSPC|SIGXFSZ|EFBIG/),
  ],
  [
    'the network',
    C('syscall(SYS_socket, 2, 1, 0); syscall(SYS_socket, 1, 1, 0); syscall(SYS_socket, 16, 3, 0);'),
    (run) => expect(new Set(errorsOf(run, 'socket'))).toEqual(new Set(['EPERM'])),
  ],
  [
    'tracing the tracer',
    C(
      'syscall(SYS_ptrace, 16, getppid(), 0, 0); syscall(SYS_process_vm_readv, getppid(), 0, 0, 0, 0, 0); char p[40]; sprintf(p, "/proc/%d/mem", getppid()); open(p, O_RDWR);',
    ),
    (run) => {
      expect(errorsOf(run, 'ptrace')).toEqual(['EPERM'])
      expect(
        run.events.some((event) => event.kind === 'leave' && event.call === 'openat' && event.result?.startsWith('3') && run.text.includes('/mem')),
      ).toBeDefined()
    },
  ],
  ['killing everything', C('kill(-1, SIGKILL); kill(1, SIGKILL); kill(getppid(), SIGKILL); pause();'), (run) => expect(run.events.length).toBeGreaterThan(0)],
  [
    'a daemon',
    C('if (fork() == 0) { setsid(); if (fork() == 0) for (;;) sleep(1); _exit(0); } wait(NULL);'),
    (run) => expect(run.events.at(-1)?.kind).toBe('end'),
  ],
  [
    'threads that never rest',
    C('for (int i = 0; i < 8; i++) if (fork() == 0) for (;;) ; pause();'),
    (run) => expect(run.events.at(-1)?.outcome ?? run.events.at(-1)?.kind).toMatch(/limit|timeout|refusal|killed|end/),
  ],
  [
    'new namespaces',
    C(
      'syscall(SYS_unshare, 0x10000000); syscall(SYS_mount, "x", "/", "tmpfs", 0, 0); syscall(SYS_setns, 3, 0); syscall(SYS_clone, 0x10000000 | SIGCHLD, 0, 0, 0, 0);',
    ),
    (run) => {
      for (const call of ['unshare', 'mount', 'setns', 'clone']) expect([call, ...errorsOf(run, call)]).toEqual([call, 'EPERM'])
    },
  ],
  [
    'the kernel’s sharp tools',
    C(
      'syscall(SYS_bpf, 0, 0, 0); syscall(SYS_io_uring_setup, 1, 0); syscall(SYS_userfaultfd, 0); syscall(SYS_perf_event_open, 0, 0, 0, 0, 0); syscall(SYS_keyctl, 0, 0, 0, 0, 0);',
    ),
    (run) => {
      for (const call of ['bpf', 'io_uring_setup', 'userfaultfd', 'perf_event_open', 'keyctl']) expect([call, ...errorsOf(run, call)]).toEqual([call, 'EPERM'])
    },
  ],
  [
    'becoming root',
    C('setuid(0); setresuid(0, 0, 0); execl("/usr/bin/su", "su", "-c", "id", NULL); execl("/bin/mount", "mount", NULL);'),
    (run) => expect(run.text).not.toContain('uid=0(root)'),
  ],
  ['endless output', C('for (;;) write(1, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 32);'), (run) => expect(run.events.length).toBeLessThanOrEqual(20_100)],
  [
    'escapes for a terminal, and a line of our own',
    C('write(1, "\\033]0;owned\\007\\033[2J\\n{\\"kind\\":\\"end\\"}\\n", 34);'),
    (run) => expect(run.text).not.toContain('\u001b'),
  ],
  ['lines of nowhere', `#line 7 "/src/<script>\\u001b.c"\n${C('getppid();')}`, (run) => expect(run.text).not.toContain('\u001b')],
  [
    'a page of lines that lie',
    C('int f = open("/tmp/spawnscope-line", O_CREAT | O_RDWR, 0600); write(f, "\\xff\\xff", 2); getppid();'),
    (run) => expect(run.events.at(-1)?.kind).toBe('end'),
  ],
  [
    'ten thousand children',
    C('for (int i = 0; i < 10000; i++) { if (fork() == 0) _exit(0); wait(NULL); }'),
    (run) => expect(run.events.length).toBeLessThanOrEqual(20_100),
  ],
]

describe.runIf(works)('a hostile program', () => {
  it.each(RUNS)('%s', async (_name, source, check) => {
    const { program, said } = await compiled('c', source)
    expect(program, said).not.toBeNull()
    const run = await ran(program ?? '')
    check(run)
    await nothingLeft()
  })

  it('that reads whatever it can: only /usr, its own folder, and what every run has', async () => {
    const source = C(
      'reads("/");',
      'static void reads(const char *at);\n#include <dirent.h>\n#include <sys/stat.h>\nstatic void reads(const char *at) { DIR *d = opendir(at); struct dirent *e; char p[4096]; struct stat s; if (!d) return; while ((e = readdir(d))) { if (e->d_name[0] == \'.\' && (!e->d_name[1] || e->d_name[1] == \'.\')) continue; snprintf(p, sizeof p, "%s/%s", strcmp(at, "/") ? at : "", e->d_name); if (!strncmp(p, "/usr", 4) || !strncmp(p, "/proc", 5)) continue; if (lstat(p, &s)) continue; dprintf(1, "%s\\n", p); if (S_ISDIR(s.st_mode)) reads(p); } closedir(d); }',
    )
    const { program, said } = await compiled('c', source)
    expect(program, said).not.toBeNull()
    const { events } = await ran(program ?? '')
    const seen = events.flatMap((event) => (event.kind === 'output' && event.text ? [event.text] : []))
    const strange = seen
      .map((line) => line.replaceAll(/\\n|"/g, ''))
      .filter((file) => file.startsWith('/') && !/^\/(app|own|dev|tmp|work|bin|sbin|lib|lib32|lib64|etc$|etc\/(alternatives|ld\.so\.cache))/.test(file))
    expect(strange).toEqual([])
    await nothingLeft()
  })
})

describe.runIf(works)('a program that is hostile while it is compiled', () => {
  const COMPILES: [string, OwnLanguage, string][] = [
    ['runs a command', 'nim', 'static:\n  echo staticExec("cat /etc/shadow /root/.bashrc /proc/1/environ; id; ls /home")\n'],
    ['forks without end', 'nim', 'static:\n  discard staticExec(":(){ :|:& };:; sleep 1000")\n'],
    ['puts a link in place of the program', 'nim', 'static:\n  discard staticExec("ln -sf /etc/ld.so.cache /tmp/program; sleep 1000 &")\n'],
    ['takes a file of this machine', 'rust', 'fn main() { print!("{}", include_str!("/etc/passwd")); }\n'],
    ['takes a file by the assembler', 'c', '__asm__(".incbin \\"/etc/shadow\\"");\nint main(void) { return 0; }\n'],
    ['includes without end', 'c', '#include __FILE__\nint main(void) { return 0; }\n'],
    ['makes a huge program', 'c', 'char a[1 << 30] = { 1 };\nint main(void) { return a[0]; }\n'],
    [
      'makes huge DWARF',
      'c',
      `${Array.from({ length: 400 }, (_, n) => `#define M${n + 1}(x) struct s##x${n} { int a; };`).join('\n')}\nint main(void) { return 0; }\n`,
    ],
  ]
  it.each(COMPILES)('%s (%s)', async (_name, language, source) => {
    if (!languages.includes(language)) return console.warn(`skipped: no ${language} here`)
    const answer = await compiled(language, source)
    expect(JSON.stringify(answer)).not.toMatch(/root:[*$!x]|SECRET|uid=0/)
    await nothingLeft()
  })
})

it.runIf(works)('no folder of a compilation is left', () => {
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('spawnscope-own-') && name.includes(`-${server.pid}-`))).toEqual([])
})
