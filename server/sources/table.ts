/** The only lines of a toolchain that are ever shown: by id, file within the toolchain, and the line they begin at. */
export type Toolchain = 'go' | 'nim' | 'rust' | 'headers'

export interface SourcePlace {
  toolchain: Toolchain
  file: string
  begins: RegExp
  /** Lines before and from there on. */
  before: number
  count: number
}

/** Ids are those of content/sources/. */
export const SOURCE_TABLE: Readonly<Record<string, SourcePlace>> = {
  'go-fork-and-exec': { toolchain: 'go', file: 'src/syscall/exec_linux.go', begins: /flags \|= CLONE_VFORK \| CLONE_VM/, before: 8, count: 48 },
  'go-after-fork': { toolchain: 'go', file: 'src/runtime/proc.go', begins: /^func syscall_runtime_AfterForkInChild\(/, before: 14, count: 34 },
  'nim-condition-16': { toolchain: 'nim', file: 'lib/pure/osproc.nim', begins: /useProcessAuxSpawn = /, before: 3, count: 14 },
  'nim-clone-stack': { toolchain: 'nim', file: 'lib/pure/osproc.nim', begins: /^\s+when defined\(useClone\):/, before: 6, count: 30 },
  'nim-after-fork': {
    toolchain: 'nim',
    file: 'lib/pure/osproc.nim',
    begins: /proc startProcessAfterFork\(data: ptr StartProcessData\) =/,
    before: 1,
    count: 45,
  },
  'rust-posix-spawn': { toolchain: 'rust', file: 'library/std/src/sys/process/unix/unix.rs', begins: /fn posix_spawn\(/, before: 4, count: 60 },
  'go-fork-exec': { toolchain: 'go', file: 'src/syscall/exec_unix.go', begins: /^func forkExec\(/, before: 1, count: 108 },
  'go-before-fork': { toolchain: 'go', file: 'src/runtime/proc.go', begins: /^func syscall_runtime_BeforeFork\(/, before: 3, count: 24 },
  'go-after-fork-parent': { toolchain: 'go', file: 'src/runtime/proc.go', begins: /^func syscall_runtime_AfterFork\(/, before: 3, count: 16 },
  'go-raw-vfork': { toolchain: 'go', file: 'src/syscall/asm_linux_amd64.s', begins: /^TEXT ·rawVforkSyscall/, before: 1, count: 30 },
  'go-uid-map': { toolchain: 'go', file: 'src/syscall/exec_linux.go', begins: /^func writeUidGidMappings\(/, before: 3, count: 34 },
  'go-look-path': { toolchain: 'go', file: 'src/os/exec/lp_unix.go', begins: /^func (lookPath|LookPath)\(/, before: 2, count: 36 },
  'go-pidfd-wait': { toolchain: 'go', file: 'src/os/pidfd_linux.go', begins: /^func \(p \*Process\) pidfdWait\(/, before: 1, count: 40 },
  'nim-aux-spawn': {
    toolchain: 'nim',
    file: 'lib/pure/osproc.nim',
    begins: /^\s+proc startProcessAuxSpawn\(data: StartProcessData\): Pid =/,
    before: 1,
    count: 48,
  },
  'nim-aux-fork': {
    toolchain: 'nim',
    file: 'lib/pure/osproc.nim',
    begins: /^\s+proc startProcessAuxFork\(data: StartProcessData\): Pid =/,
    before: 1,
    count: 40,
  },
  'nim-sigpipe': { toolchain: 'nim', file: 'lib/system/excpt.nim', begins: /nimLegacySigpipeHandler/, before: 12, count: 20 },
  'header-clone-flags': { toolchain: 'headers', file: 'linux/sched.h', begins: /^#define CLONE_VM\b/, before: 3, count: 34 },
  'header-fork': { toolchain: 'headers', file: 'unistd.h', begins: /^extern __pid_t fork \(void\)/, before: 5, count: 16 },
  'header-spawn': { toolchain: 'headers', file: 'spawn.h', begins: /^extern int posix_spawn \(/, before: 26, count: 40 },
  'rust-spawn': { toolchain: 'rust', file: 'library/std/src/sys/process/unix/unix.rs', begins: /pub fn spawn\(/, before: 1, count: 110 },
  'rust-do-exec': { toolchain: 'rust', file: 'library/std/src/sys/process/unix/unix.rs', begins: /unsafe fn do_exec\(/, before: 1, count: 140 },
  'rust-changed-path': { toolchain: 'rust', file: 'library/std/src/sys/process/env.rs', begins: /pub fn have_changed_path\(/, before: 1, count: 10 },
  'rust-getters': { toolchain: 'rust', file: 'library/std/src/sys/process/unix/common.rs', begins: /pub fn get_cwd\(/, before: 1, count: 22 },
}
