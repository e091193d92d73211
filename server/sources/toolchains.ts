/** Where an installed toolchain keeps its own sources. Asked of the toolchain itself, once. */
import { execFile } from 'node:child_process'
import { access, realpath } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Toolchain } from '../../protocol/sources.ts'

export interface FoundToolchain {
  root: string
  version: string
}

interface Way {
  /** What to do where it is missing. */
  cure: string
  /** A file that only its sources have. */
  mark: string
  /** Folders where they may be, the likelier first. */
  ask: () => Promise<{ roots: string[]; version: string }>
}

const run = promisify(execFile)
const ASK_MS = 5000

const WAYS: Readonly<Record<Toolchain, Way>> = {
  go: {
    cure: 'install Go with its sources: apt-get install golang-go',
    mark: 'src/syscall/exec_linux.go',
    async ask() {
      const [root = '', version = ''] = (await say('go', 'env', 'GOROOT', 'GOVERSION')).split('\n')
      return { roots: [root], version }
    },
  },
  nim: {
    cure: 'install Nim: apt-get install nim',
    mark: 'lib/pure/osproc.nim',
    async ask() {
      const version = /Version (\S+)/.exec(await say('nim', '--version'))?.[1] ?? ''
      // Beside the compiler, or where Debian puts it.
      const program = await realpath((await say('sh', '-c', 'command -v nim')).trim())
      return { roots: [path.resolve(path.dirname(program), '..'), '/usr/lib/nim'], version }
    },
  },
  headers: {
    cure: 'install the headers of the C library: apt-get install libc6-dev',
    mark: 'unistd.h',
    ask: async () => ({ roots: ['/usr/include'], version: await say('getconf', 'GNU_LIBC_VERSION') }),
  },
  rust: {
    cure: 'install the sources of the standard library: rustup component add rust-src',
    mark: 'library/std',
    async ask() {
      const sysroot = (await say('rustc', '--print', 'sysroot')).trim()
      const version = (await say('rustc', '--version')).split(' ')[1] ?? ''
      return { roots: [path.join(sysroot, 'lib/rustlib/src/rust')], version }
    },
  },
}

export function cureFor(toolchain: Toolchain): string {
  return WAYS[toolchain].cure
}

const asked = new Map<Toolchain, Promise<FoundToolchain | null>>()

/** Undisturbed by a toolchain that is missing or broken: then it is null. */
export function findToolchain(toolchain: Toolchain): Promise<FoundToolchain | null> {
  const known = asked.get(toolchain)
  if (known) return known
  const found = find(WAYS[toolchain]).catch(() => null)
  asked.set(toolchain, found)
  return found
}

async function find({ mark, ask }: Way): Promise<FoundToolchain | null> {
  const { roots, version } = await ask()
  for (const root of roots) if (await there(path.join(root, mark))) return { root, version: version.trim() }
  return null
}

async function say(program: string, ...words: string[]): Promise<string> {
  const { stdout } = await run(program, words, { timeout: ASK_MS, maxBuffer: 64 * 1024 })
  return stdout
}

async function there(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
