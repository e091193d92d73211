/** The machines for which a package brings a helper, by Node's own names for platform and architecture. */
export interface Machine {
  /** As compilers are called: TRIPLE-gcc. */
  triple: string
  /** What Debian calls the cross compiler and its libc. */
  debian: string
  /** `e_machine` of elf(5). */
  elf: number
}

export const MACHINES: Readonly<Record<string, Machine>> = {
  'linux-x64': { triple: 'x86_64-linux-gnu', debian: 'gcc-x86-64-linux-gnu libc6-dev-amd64-cross', elf: 62 },
  'linux-arm64': { triple: 'aarch64-linux-gnu', debian: 'gcc-aarch64-linux-gnu libc6-dev-arm64-cross', elf: 183 },
}
