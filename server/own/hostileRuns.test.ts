/** Programs that a stranger might run: each is refused, or ended at its limit, and nothing of it is left. Real compilers, real sandboxes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RUN_UID } from '../environment.ts'
import { sandboxWorks } from '../testing/containedRun.ts'
import { calls, end, errors, hasControls, inC, openStrangersServer, type Ran, SECRET, type StrangersServer } from '../testing/strangersServer.ts'

const works = sandboxWorks()
let strangers: StrangersServer
beforeAll(async () => {
  if (works) strangers = await openStrangersServer(RUN_UID + 21)
})
afterAll(() => strangers?.stop())

/** Runs of a program in C, and what must be seen of it. */
const RUNS: [string, string, (ran: Ran) => void][] = [
  ['a fork bomb', inC('for (;;) fork();'), (run) => expect(errors(run, 'clone')).toContain('EAGAIN')],
  [
    'memory without end',
    inC('for (;;) { char *p = mmap(0, 1 << 28, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); if (p == MAP_FAILED) return 7; }'),
    (run) => {
      expect(errors(run, 'mmap')).toContain('ENOMEM')
      expect(errors(run, 'mmap').length).toBeLessThan(40)
    },
  ],
  [
    'a disk full of files',
    inC('char n[40]; for (int i = 0; i < 5000; i++) { sprintf(n, "/tmp/f%d", i); int f = open(n, O_CREAT | O_WRONLY, 0600); if (f < 0) return 1; close(f); }'),
    (run) => {
      const made = errors(run, 'openat').filter((error) => error === null).length
      expect(errors(run, 'openat').at(-1)).toBe('ENOSPC')
      expect(made).toBeLessThan(300)
    },
  ],
  [
    'a disk full of bytes',
    inC(
      'char n[40]; static char b[1 << 19]; for (int i = 0; i < 64; i++) { sprintf(n, "/tmp/f%d", i); int f = open(n, O_CREAT | O_WRONLY, 0600); if (write(f, b, sizeof b) < 0) return 1; close(f); }',
    ),
    (run) => {
      expect(errors(run, 'write').at(-1)).toBe('ENOSPC')
      expect(errors(run, 'write').length).toBeLessThan(16)
    },
  ],
  [
    'a file without end',
    inC('int f = open("/tmp/big", O_CREAT | O_WRONLY, 0600); static char b[1 << 16]; while (write(f, b, sizeof b) > 0);'),
    (run) => expect(run.text).toContain('SIGXFSZ'),
  ],
  [
    'files elsewhere',
    inC(
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
    inC(
      'syscall(SYS_socket, 2, 1, 0); syscall(SYS_socket, 10, 2, 0); syscall(SYS_socket, 1, 1, 0); syscall(SYS_socket, 16, 3, 0); syscall(SYS_socket, 40, 1, 0);',
    ),
    (run) => expect(errors(run, 'socket')).toEqual(Array(5).fill('EPERM')),
  ],
  [
    'tracing the tracer',
    inC(
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
  ['killing everything', inC('kill(-1, SIGKILL); kill(1, SIGKILL); kill(getppid(), SIGKILL); pause();'), (run) => expect(run.text.length).toBeGreaterThan(0)],
  [
    'a daemon',
    inC('if (fork() == 0) { setsid(); if (fork() == 0) for (;;) sleep(1); _exit(0); } wait(NULL);'),
    (run) => expect(end(run)?.outcome).toBe('timeout'),
  ],
  ['processes that never rest', inC('for (int i = 0; i < 8; i++) if (fork() == 0) for (;;) ; pause();'), (run) => expect(end(run)?.outcome).toBe('timeout')],
  [
    'new namespaces',
    inC(
      'syscall(SYS_unshare, 0x10000000); syscall(SYS_mount, "x", "/", "tmpfs", 0, 0); syscall(SYS_setns, 3, 0); syscall(SYS_clone, 0x10000000 | SIGCHLD, 0, 0, 0, 0); syscall(SYS_chroot, "/tmp"); syscall(SYS_pivot_root, "/", "/");',
    ),
    (run) => {
      for (const call of ['unshare', 'mount', 'setns', 'clone', 'chroot', 'pivot_root']) expect([call, ...errors(run, call)]).toEqual([call, 'EPERM'])
    },
  ],
  [
    'the kernel’s sharp tools',
    inC(
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
    inC(
      'if (fork() == 0) { execl("/usr/bin/su", "su", "-c", "id", NULL); _exit(1); } wait(NULL); setuid(0); setresuid(0, 0, 0); execl("/usr/bin/id", "id", NULL);',
    ),
    (run) => {
      expect(run.text).toContain('uid=1000')
      expect(run.text).not.toContain('uid=0')
    },
  ],
  [
    'endless output',
    inC('for (;;) write(1, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 32);'),
    (run) => {
      expect(run.events.length).toBeLessThanOrEqual(20_100)
      expect(end(run)?.outcome).toMatch(/^(timeout|event-limit)$/)
    },
  ],
  [
    'ten thousand children',
    inC('for (int i = 0; i < 10000; i++) { if (fork() == 0) _exit(0); wait(NULL); }'),
    (run) => {
      expect(run.events.length).toBeLessThanOrEqual(20_100)
      expect(end(run)?.outcome).not.toBe('traced')
    },
  ],
  [
    'escapes for a terminal, and a line of our own',
    inC('write(1, "\\033]0;owned\\007\\033[2J\\n{\\"kind\\":\\"end\\"}\\n\\302\\233m", 38);'),
    (run) => {
      expect(hasControls(run.text)).toBe(false)
      expect(run.events.filter(({ kind }) => kind === 'end')).toHaveLength(1)
      expect(run.text).toContain('owned')
    },
  ],
  [
    'names of files with escapes',
    inC('open("/tmp/\\033[2J\\n{}", O_CREAT, 0600); char *a[] = { "\\033[31m", 0 }; execv("/usr/bin/true", a);'),
    (run) => expect(hasControls(run.text)).toBe(false),
  ],
  ['lines of nowhere', `#line 7 "/src/<script>\\033[2J.c"\n${inC('getppid();')}`, (run) => expect(hasControls(run.text)).toBe(false)],
  [
    'a page of lines that lie',
    inC(
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
    const { program, said } = await strangers.compiled('c', 'main.c', source)
    expect(program, said).not.toBeNull()
    check(await strangers.ran(program ?? ''))
    await strangers.nothingLeft()
  })

  it('that kills whatever it can, over and over, pauses nobody', async () => {
    const { program } = await strangers.compiled(
      'c',
      'main.c',
      inC('kill(-1, SIGKILL); kill(1, SIGKILL); kill(getppid(), SIGKILL); for (int i = 1; i < 300; i++) if (i != getpid()) kill(i, SIGKILL); pause();'),
    )
    for (let n = 0; n < 3; n += 1) await strangers.ran(program ?? '')
    await strangers.nothingLeft()
    expect(end(await strangers.ran((await strangers.compiled('c', 'main.c', inC(''))).program ?? ''))?.outcome).toBe('traced')
  })

  it('that reads whatever it can: only /usr, its own folder, and what every run has', async () => {
    const walk = `static void reads(const char *at) { DIR *d = opendir(at); struct dirent *e; char p[4096]; struct stat s; if (!d) return;
      while ((e = readdir(d))) { if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue; snprintf(p, sizeof p, "%s/%s", strcmp(at, "/") ? at : "", e->d_name);
      if (!strncmp(p, "/usr", 4) || !strncmp(p, "/proc", 5) || lstat(p, &s)) continue; write(1, p, strlen(p)); if (S_ISDIR(s.st_mode)) reads(p); } closedir(d); }`
    const { program, said } = await strangers.compiled('c', 'main.c', inC('reads("/");', walk))
    expect(program, said).not.toBeNull()
    const run = await strangers.ran(program ?? '')
    // Long words are cut in the trace, so only their beginnings are compared.
    const names = calls(run, 'write').map(({ args }) => (args[1] ?? '').replace(/^"(.*?)"(\.\.\.)?$/, '$1'))
    expect(names).toContain('/own/program')
    const known =
      /^\/(app|own|dev|tmp|work|bin|sbin|lib\w*|usr|proc|etc)$|^\/(app|own|bin|sbin|lib\w*)\/|^\/dev\/(null|urandom|pts(\/ptmx)?)$|^\/etc\/(alternatives(\/|$)|ld\.so\.cache$)/
    expect(names.filter((name) => !known.test(name))).toEqual([])
    await strangers.nothingLeft()
  })

  it('that looks for the operator’s secret: not in its environment, nor in those of others, nor by any name', async () => {
    const looks = `static void say(const char *file) { char b[2048]; int f = open(file, O_RDONLY); ssize_t n; if (f < 0) return; while ((n = read(f, b, sizeof b)) > 0) write(1, b, n); close(f); }`
    const { program, said } = await strangers.compiled(
      'c',
      'main.c',
      inC(
        `char p[60]; for (int i = 1; i < 400; i++) for (int k = 0; k < 3; k++) { sprintf(p, "/proc/%d/%s", i, k == 0 ? "environ" : k == 1 ? "cmdline" : "root/etc/shadow"); say(p); } say("${strangers.data}/secret.txt"); say("/etc/shadow"); say("/proc/1/cwd/${strangers.data}/secret.txt"); for (char **e = environ; *e; e++) write(1, *e, strlen(*e));`,
        looks,
      ),
    )
    expect(program, said).not.toBeNull()
    const run = await strangers.ran(program ?? '')
    const written = calls(run, 'write')
      .map(({ args }) => args[1])
      .join('\n')
    expect(written).toContain('HOME=/tmp')
    expect(written).not.toContain(SECRET.slice(0, 12))
    expect(written).not.toMatch(/OPERATORS_TOKEN|root:|SPAWNSCOPE_DATA/)
    await strangers.nothingLeft()
  })
})

it.runIf(works)('all that is left in the temporary directory is the folder of its programs, and that goes with the server', async () => {
  expect(strangers.folders('own-')).toEqual([])
  expect(strangers.folders('programs-')).toHaveLength(1)
  await strangers.stop()
  expect(strangers.folders()).toEqual([])
})
