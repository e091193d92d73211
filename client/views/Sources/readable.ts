/** Which sources an installed toolchain can show: those that server/sourceTable.ts lists. A test keeps them alike. */
export const READABLE: ReadonlySet<string> = new Set([
  'go-fork-and-exec',
  'go-after-fork',
  'nim-condition-16',
  'nim-clone-stack',
  'nim-after-fork',
  'rust-posix-spawn',
  'rust-getters',
])
