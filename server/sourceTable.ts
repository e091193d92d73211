/** The only lines of a toolchain that are ever shown: by id, file within the toolchain, and the line they begin at. */
export type Toolchain = 'go' | 'nim' | 'rust'

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
  'rust-getters': { toolchain: 'rust', file: 'library/std/src/sys/process/unix/common.rs', begins: /pub fn get_cwd\(/, before: 1, count: 22 },
}
