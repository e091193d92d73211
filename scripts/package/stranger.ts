/**
 * Commands as somebody who has nothing of ours: another user, in a mount namespace in which the repository cannot be read. Only root
 * can become him.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')
const TOOLCHAINS = path.join(homedir(), '.cache/spawnscope-toolchains')
/** Nobody has this number, and no server of another test. */
const UID = 64_321

/** Why there is no stranger here; null if there is one. Where CI=true there must be. */
export function noStranger(): string | null {
  if (process.geteuid?.() === 0) return null
  if (process.env.CI === 'true') throw new Error('the package is installed as another user, and only root can become one: run this as root')
  return 'skipped: the package is installed as another user, and only root can become one'
}

/** A Node of this release, where the stranger can execute it; null if it is not installed, which is said. Where CI=true it must be. */
export function strangersNode(release: string, folder: string): string | null {
  const found = path.join(TOOLCHAINS, `plain-node-${release}/node_modules/node-${process.platform}-${process.arch}/bin/node`)
  if (existsSync(found)) {
    const copy = path.join(folder, `node-${release}`)
    copyFileSync(found, copy)
    chmodSync(copy, 0o755)
    return copy
  }
  const cure = `npm install --prefix ~/.cache/spawnscope-toolchains/plain-node-${release} node-${process.platform}-${process.arch}@${release}`
  if (process.env.CI === 'true') throw new Error(`there is no Node ${release}. Cure: ${cure}`)
  console.warn(`skipped: there is no Node ${release}. Cure: ${cure}`)
  return null
}

/** npm's own program, which any Node can run. */
export const npmCli = (): string => path.join(execFileSync('npm', ['root', '-g'], { encoding: 'utf8' }).trim(), 'npm/bin/npm-cli.js')

export class Stranger {
  /** His home, and all he owns. */
  readonly home: string
  readonly #running = new Set<ChildProcess>()

  constructor() {
    this.home = mkdtempSync(path.join(tmpdir(), 'spawnscope-stranger-'))
    chmodSync(this.home, 0o755)
    chownSync(this.home, UID, UID)
  }

  folder(name: string): string {
    const made = path.join(this.home, name)
    mkdirSync(made, { recursive: true })
    chownSync(made, UID, UID)
    return made
  }

  /** `mounts`: lines of sh that root runs in the namespace first. */
  start(words: readonly string[], cwd: string, { env = {}, mounts = ':' }: { env?: Record<string, string>; mounts?: string } = {}): ChildProcess {
    const script = `mount -t tmpfs -o mode=0,size=4k none "$1" || exit 99; ${mounts}; shift; exec setpriv --reuid ${UID} --regid ${UID} --clear-groups -- "$@"`
    const child = spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', ROOT, ...words], {
      cwd,
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: this.home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#running.add(child)
    child.once('exit', () => this.#running.delete(child))
    return child
  }

  /** Runs it to its end. */
  async run(words: readonly string[], cwd: string, more: { env?: Record<string, string>; mounts?: string } = {}): Promise<Said> {
    const child = this.start(words, cwd, more)
    const said: Said = { status: null, out: '', err: '' }
    child.stdout?.on('data', (chunk) => (said.out += chunk))
    child.stderr?.on('data', (chunk) => (said.err += chunk))
    said.status = await new Promise((done) => child.once('close', done))
    return said
  }

  /** Starts a server, and reads what it prints. */
  async serve(words: readonly string[], cwd: string, more: { env?: Record<string, string>; mounts?: string } = {}): Promise<Served> {
    const child = this.start(words, cwd, more)
    let output = ''
    const ended = new Promise<number | null>((done) => child.once('close', done))
    const url = await new Promise<string>((resolve, reject) => {
      const take = (chunk: Buffer): void => {
        output += chunk
        // The greeting is one piece of text; its end is an empty line.
        const found = /Spawnscope is at (\S+)[\s\S]*\n\n$/.exec(output)?.[1]
        if (found !== undefined) resolve(found)
      }
      child.stdout?.on('data', take)
      child.stderr?.on('data', take)
      void ended.then((status) => reject(new Error(`the server ended with ${status}: ${output}`)))
    })
    return {
      url,
      output: () => output,
      stop() {
        child.kill('SIGTERM')
        return ended
      },
    }
  }

  /** Ends whatever a failed test has left. */
  async leave(): Promise<void> {
    const all = [...this.#running]
    for (const child of all) child.kill('SIGKILL')
    await Promise.all(all.map((child) => new Promise((gone) => (child.exitCode !== null || child.signalCode !== null ? gone(null) : child.once('exit', gone)))))
  }
}

export interface Said {
  status: number | null
  out: string
  err: string
}

export interface Served {
  url: string
  output(): string
  /** SIGTERM; resolves with its exit status. */
  stop(): Promise<number | null>
}
