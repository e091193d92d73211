export const check = {
  title: 'What works on this machine',
  live: 'Live runs work here: every run on these pages happens on this machine, now.',
  notLive: 'Live runs do not work here yet. What is needed is listed below, with its cure. Recorded runs work everywhere.',
  none: 'This page has no server. You can step through recorded runs; to make runs of your own:',
  install: 'git clone the project, then npm start',
  again: 'Ask again',
  columns: { thing: 'What', works: 'Works', found: 'Found', cure: 'Cure' },
  yes: '✓ works',
  no: { needed: '✗ needed for live runs', optional: '– not there' },
  /** Real programs go by the names of their manifests (content/…/specimen). */
  names: {
    kernel: 'Linux kernel',
    ptrace: 'ptrace(2): watching a process',
    memory: 'process_vm_readv(2): reading its memory',
    kcmp: 'kcmp(2): comparing what is shared',
    libdw: 'libdw: which line of a program made a call',
    strace: 'strace, which the tests compare with',
  } as Record<string, string>,
  sandbox: 'Sandbox',
  level: (n: number) => `Level ${n} of 4`,
  waiting: (n: number) =>
    `The server builds ${n === 1 ? 'one sandbox' : `${n} sandboxes`} before anybody presses Run, so that a run begins at once. Such a sandbox contains nothing of any visitor. It serves one run, and is gone with it.`,
  helper: (version: string, arch: string) => `Helper ${version}, ${arch}`,
  /** After the helper. `libc`: its name, and its version if that is known. */
  libc: (libc: string, isStatic: boolean) => `, ${libc}${isStatic ? ', linked statically' : ''}`,
  uid: (uid: number) =>
    uid === 0 ? 'The server runs as root, so a run can be made as any user.' : `The server runs as uid ${uid}: it cannot become another user.`,
}

export type CheckWords = typeof check
