/** Where an installed toolchain keeps its own sources. Asked of the toolchain itself, once. */
import { execFile } from 'node:child_process'
import { access, realpath } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Toolchain } from './table.ts'

export interface Found {
  root: string
  version: string
}

const run = promisify(execFile)
const ASK_MS = 5000

export const CURES: Readonly<Record<Toolchain, string>> = {
  go: 'install Go with its sources: apt-get install golang-go',
  nim: 'install Nim: apt-get install nim',
  headers: 'install the headers of the C library: apt-get install libc6-dev',
  rust: 'install the sources of the standard library: rustup component add rust-src',
}

const asked = new Map<Toolchain, Promise<Found | null>>()

/** Undisturbed by a toolchain that is missing or broken: then it is null. */
export function findToolchain(toolchain: Toolchain): Promise<Found | null> {
  const known = asked.get(toolchain)
  if (known) return known
  const found = find(toolchain).catch(() => null)
  asked.set(toolchain, found)
  return found
}

async function find(toolchain: Toolchain): Promise<Found | null> {
  switch (toolchain) {
    case 'go': {
      const [root = '', version = ''] = (await say('go', 'env', 'GOROOT', 'GOVERSION')).split('\n')
      return first([root], version)
    }
    case 'nim': {
      const version = /Version (\S+)/.exec(await say('nim', '--version'))?.[1] ?? ''
      // Beside the compiler, or where Debian puts it.
      const program = await realpath((await say('sh', '-c', 'command -v nim')).trim())
      return first([path.resolve(path.dirname(program), '..'), '/usr/lib/nim'], version)
    }
    case 'headers':
      return first(['/usr/include'], await say('getconf', 'GNU_LIBC_VERSION'))
    case 'rust': {
      const sysroot = (await say('rustc', '--print', 'sysroot')).trim()
      const version = (await say('rustc', '--version')).split(' ')[1] ?? ''
      return first([path.join(sysroot, 'lib/rustlib/src/rust')], version)
    }
  }
}

async function say(program: string, ...words: string[]): Promise<string> {
  const { stdout } = await run(program, words, { timeout: ASK_MS, maxBuffer: 64 * 1024 })
  return stdout
}

const MARKS = ['src/syscall/exec_linux.go', 'lib/pure/osproc.nim', 'library/std', 'unistd.h']

async function first(roots: readonly string[], version: string): Promise<Found | null> {
  for (const root of roots) for (const mark of MARKS) if (await there(path.join(root, mark))) return { root, version: version.trim() }
  return null
}

async function there(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
