/**
 * Tests the image without a container engine: the files that the Dockerfile copies, in their own read-only root, as uid 65532,
 * without capabilities, with no_new_privs and without further user namespaces. bwrap cannot work inside, so this is level 2.
 */
import { spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RUN_UID } from '../environment.ts'
import { sandboxWorks } from '../testing/containedRun.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const dockerfile = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8')
const copied = [...dockerfile.matchAll(/^COPY --from=build \/build\/(\S+) (\S+)$/gm)].map(([, from = '', to = '']) => ({ from, to }))
/** The environment of the image, except for the address to listen on. */
const environment: Record<string, string> = {
  ...Object.fromEntries([...(/^ENV (.*)$/m.exec(dockerfile)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value])),
  HOST: '127.0.0.1',
  PORT: '0',
}
const built = existsSync(path.join(ROOT, 'dist/server/main.js'))
const works = sandboxWorks() && ready()
let image = ''

function ready(): boolean {
  if (built) return true
  if (process.env.CI === 'true') throw new Error('dist/server/main.js is not built: npm run setup')
  console.warn('skipped: dist/server/main.js is not built (npm run setup)')
  return false
}

beforeAll(() => {
  if (!works) return
  image = mkdtempSync(path.join(tmpdir(), 'spawnscope-image-'))
  for (const { from, to } of copied) {
    mkdirSync(path.dirname(path.join(image, to)), { recursive: true })
    cpSync(path.join(ROOT, from), path.join(image, to), { recursive: true })
  }
  chmodSync(image, 0o755)
})
afterAll(() => {
  if (image) rmSync(image, { recursive: true })
})

/** The container. It shares the machine's network, because the test must reach it. */
function containerArguments(flags: readonly string[], proc: readonly string[]): string[] {
  const links = ['/bin', '/lib', '/lib64'].flatMap((name) => ['--symlink', `usr${name}`, name])
  return [
    ...['--unshare-user', '--unshare-ipc', '--unshare-pid', '--unshare-uts', '--unshare-cgroup-try', '--disable-userns', '--die-with-parent'],
    ...['--uid', '65532', '--gid', '65532', '--cap-drop', 'ALL', '--clearenv', '--setenv', 'PATH', '/usr/bin'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...[
      '--ro-bind',
      '/usr',
      '/usr',
      ...links,
      '--ro-bind-try',
      '/etc/ld.so.cache',
      '/etc/ld.so.cache',
      ...proc,
      '--dev',
      '/dev',
      '--size',
      '16777216',
      '--tmpfs',
      '/tmp',
      '--tmpfs',
      '/var/lib/spawnscope',
    ],
    ...['--ro-bind', process.execPath, '/node', '--ro-bind', image, '/srv/spawnscope', '--chdir', '/srv/spawnscope', '--remount-ro', '/'],
    ...['--', '/node', 'dist/server/main.js', ...flags],
  ]
}

async function container<T>(flags: readonly string[], use: (url: string) => Promise<T>, proc: readonly string[] = ['--proc', '/proc']): Promise<T> {
  const drop = process.geteuid?.() === 0 ? { uid: RUN_UID + 2, gid: RUN_UID + 2 } : {}
  const server = spawn('/usr/bin/bwrap', containerArguments(flags, proc), { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], ...drop })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      server.stdout.on('data', (chunk: Buffer) => {
        said += chunk
        const found = /at (http:\S+)[\s\S]*live runs[\s\S]*sandbox/.exec(said)?.[1]
        if (found) resolve(found)
      })
      server.once('exit', () => reject(new Error(said)))
    })
    return await use(url)
  } finally {
    server.kill('SIGKILL')
  }
}

const run = (url: string, settings: object): Promise<string> =>
  fetch(`${url}/api/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) }).then((response) =>
    response.text(),
  )

describe.runIf(works)('in a container', () => {
  it('has everything it needs in what the Dockerfile copies', () => {
    expect(copied.map(({ to }) => to)).toContain('native/build/app')
  })

  it('traces without privileges at level 2, where the operator vouches for it', async () => {
    await container(['--outer-sandbox=container'], async (url) => {
      const check = await (await fetch(`${url}/api/check`)).json()
      expect(check.sandbox).toMatchObject({ level: 2, name: 'container', code: 'outer_container' })
      const text = await run(url, { strategy: 'rust' })
      expect(text.split('\n')[0]).toContain('"sandbox":"container"')
      expect(text).toContain('"outcome":"spawned"')
      // The image contains the page too.
      expect(await (await fetch(url)).text()).toContain('<div id="root"')
    })
  })

  it('is level 1 without that option, and says what is missing', async () => {
    await container([], async (url) => {
      const { sandbox } = await (await fetch(`${url}/api/check`)).json()
      expect(sandbox).toMatchObject({ level: 1, name: 'limits' })
      expect(['userns_limit', 'userns_container']).toContain(sandbox.code)
    })
  })

  it('without /proc is level 0 in words, and shows its recorded runs', async () => {
    await container(
      ['--outer-sandbox=container'],
      async (url) => {
        const { live, sandbox } = await (await fetch(`${url}/api/check`)).json()
        expect({ live, sandbox }).toMatchObject({ live: false, sandbox: { level: 0, code: 'proc_hidden' } })
        expect(JSON.parse(await run(url, { strategy: 'rust' }))).toMatchObject({ code: 'live_unavailable', cure: expect.stringContaining('proc') })
        expect((await fetch(url)).status).toBe(200)
      },
      [],
    )
  })
})
