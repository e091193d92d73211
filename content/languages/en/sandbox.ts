/** What the server says of the walls around a run, in English. */
import type { SandboxCode } from '../../../protocol/sandbox.ts'

/** What any language must have. */
export interface SandboxTexts {
  /** What stands between two sentences. */
  between: string
  /** What each level means, from 0 to 4. */
  levels: readonly [string, string, string, string, string]
  /** What keeps a server from a higher level, and the cure. `{install}`: how this distribution installs bubblewrap. */
  codes: Record<SandboxCode, { words: string; cure: string | null }>
}

export const sandbox: SandboxTexts = {
  between: ' ',
  levels: [
    'No live runs: the page shows recorded ones.',
    'Runs have limits and a system call filter, but see the files of this machine: live runs on this machine only.',
    'The container around the server is the wall, as its operator says; runs have limits and a system call filter.',
    'Every run has namespaces, files and limits of its own, and a system call filter.',
    'Every run has namespaces, files, limits and a control group of its own, and a system call filter.',
  ],
  codes: {
    complete: { words: 'Everything works.', cure: null },
    no_cgroup: {
      words: 'No control group (cgroup v2) was delegated to the server, so the sum over all processes of a run is bounded by time and number only.',
      cure: 'Start the server as a systemd service with Delegate=yes (docs/operating/README.md), if it is to face strangers.',
    },
    outer_container: {
      words: 'bwrap cannot build a sandbox inside this container; SPAWNSCOPE_OUTER_SANDBOX=container says that the container is one.',
      cure: null,
    },
    other_helper: { words: 'SPAWNSCOPE_HELPER names another helper, which is started as it is.', cure: 'Unset SPAWNSCOPE_HELPER.' },
    bwrap_missing: { words: 'bubblewrap (bwrap) is not installed.', cure: '{install}, then start the server again.' },
    bwrap_old: { words: 'This bubblewrap is older than 0.8.0 and cannot forbid further user namespaces.', cure: 'A newer one: {install} (0.8.0 or later).' },
    bwrap_setuid: {
      words: 'This bwrap is set-uid root; a fault in it would be a fault of root.',
      cure: 'chmod u-s on it, on a kernel that lets users have namespaces.',
    },
    userns_apparmor: {
      words: 'AppArmor keeps bwrap from having a user namespace, as on Ubuntu 23.10 and later.',
      cure: 'As root, install the profile for bwrap alone: apt-get install apparmor-profiles, then ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ and apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict. Do not turn the restriction off for the whole machine.',
    },
    userns_sysctl: {
      words: 'kernel.unprivileged_userns_clone is 0: users may not have namespaces.',
      cure: 'As root: sysctl kernel.unprivileged_userns_clone=1 (Debian’s default since 11), and the same line in /etc/sysctl.d/ to keep it.',
    },
    userns_limit: { words: 'user.max_user_namespaces leaves none.', cure: 'As root: sysctl user.max_user_namespaces=10000.' },
    userns_container: {
      words: 'The container around the server refuses namespaces, as container profiles do.',
      cure: 'Keep the profile. If this container holds nothing else and has no credentials, start the server with --outer-sandbox=container (docs/operating/README.md). Never --privileged, never seccomp=unconfined.',
    },
    too_many_processes: {
      words: 'The user of the runs has as many processes as it may have.',
      cure: 'Raise the limit (ulimit -u, TasksMax=), or give the server a user of its own.',
    },
    bwrap_failed: { words: 'bwrap could not build the sandbox.', cure: 'Its own words stand beside this; docs/operating/README.md lists what they mean.' },
    ptrace_yama: { words: 'kernel.yama.ptrace_scope forbids tracing.', cure: 'As root: sysctl kernel.yama.ptrace_scope=1 (3 lasts until the next boot).' },
    ptrace_refused: {
      words: 'Tracing is refused here.',
      cure: 'Run the server where ptrace is allowed: not under a debugger, not under gVisor, with a container profile that lets ptrace through (Docker’s own does).',
    },
    supervisor_missing: { words: 'The supervisor is not built.', cure: 'npm run setup, then start the server again.' },
    helper_missing: {
      words: 'There is no helper that works here.',
      cure: 'In a clone: install a C compiler and make (apt-get install build-essential), then npm start again. A package brings its helper: install it again.',
    },
    user_taken: {
      words: 'The server was started as root, and the user that runs would get belongs to somebody.',
      cure: 'Start the server as an ordinary user, or give SPAWNSCOPE_RUN_UID a number that no account has.',
    },
    proc_hidden: { words: '/proc cannot be read here.', cure: 'Mount proc(5): mount -t proc proc /proc.' },
    probe_failed: { words: 'A run for trial did not come to its end.', cure: 'In a clone: npm run setup builds it again. The words beside this say more.' },
  },
}
