/** A program's whole way over HTTP: compiled, run with arguments and input, stored for a day. A real server, helper and compilers. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeOwnLine, type OwnFile, type OwnLanguage } from '../../protocol/own.ts'
import { OWN_LIMITS } from '../../protocol/ownRun.ts'
import { RUN_UID } from '../environment.ts'
import { sandboxWorks } from '../testing/containedRun.ts'
import { LiveClient } from '../testing/liveClient.ts'
import { type ServerProcess, startServerProcess } from '../testing/serverProcess.ts'

const works = sandboxWorks()
let server: ServerProcess
let data: string
let languages: string[] = []
beforeAll(async () => {
  if (!works) return
  data = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-run-own-'))
  server = await startServerProcess({ SPAWNSCOPE_DATA: data, SPAWNSCOPE_RUN_UID: String(RUN_UID + 22) })
  languages = (await (await fetch(`${server.url}/api/own`)).json()).languages.map(({ language }: { language: string }) => language)
})
afterAll(async () => {
  await server?.stop()
  if (data) rmSync(data, { recursive: true })
})

const post = (at: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(server.url + at, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

let browsers = 0
/** Each from a browser of its own, so that none is over its rate. */
async function compiled(language: OwnLanguage, files: readonly OwnFile[]): Promise<string> {
  browsers += 1
  const text = await (await post('/api/own', { language, files }, { 'spawnscope-client': `browser-${browsers}` })).text()
  const line = decodeOwnLine(text.trim().split('\n').at(-1) ?? '')
  if (!line.ok || line.value.kind !== 'compiled' || line.value.program === null) throw new Error(text)
  return line.value.program
}
interface Event {
  kind: string
  call?: string
  args?: string[]
  code?: string
  status?: number
}
async function ran(own: { program: string; args?: string[]; stdin?: string }): Promise<Event[]> {
  const response = await post('/api/runs', { strategy: 'own', own: { args: [], ...own } })
  return (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
const written = (events: Event[]): string =>
  events
    .filter(({ kind, call }) => kind === 'enter' && (call === 'write' || call === 'writev'))
    .map(({ args = [] }) => args[1])
    .join('\n')
const C = (body: string): OwnFile[] => [
  {
    name: 'main.c',
    content: `#include <stdio.h>\n#include <unistd.h>\n#include <sys/stat.h>\nextern char **environ;\nint main(int argc, char **argv)\n{\n${body}\nreturn 0;\n}\n`,
  },
]

describe.runIf(works)('a run of an own program', () => {
  it('begins with the program itself, in an environment of two variables', async () => {
    const program = await compiled('c', C('for (char **e = environ; *e; e++) { puts(*e); fflush(stdout); }'))
    const events = await ran({ program })
    const executed = events.filter(({ kind, call }) => kind === 'enter' && call === 'execve')
    expect(executed).toMatchObject([{ args: ['"/own/program"', '["/own/program"]', expect.stringContaining('2 vars')] }])
    expect(written(events)).toBe('"PATH=/usr/local/bin:/usr/bin:/bi"...\n"HOME=/tmp\\n"')
  })

  it('gets its arguments, and its input as a file that can only be read', async () => {
    const program = await compiled(
      'c',
      C(
        'char b[99]; ssize_t n = read(0, b, sizeof b); write(1, b, n); write(1, argv[1], 5); struct stat s; fstat(0, &s); printf("%d %d\\n", argc, S_ISREG(s.st_mode)); fflush(stdout); if (write(0, "x", 1) == 1) puts("changed");',
      ),
    )
    const words = written(await ran({ program, args: ['a b\n"', ''], stdin: 'some\ninput' }))
    expect(words).toBe('"some\\ninput"\n"a b\\n\\""\n"3 1\\n"\n"x"')
  })

  it('without input reads nothing', async () => {
    const program = await compiled('c', C('char b[9]; printf("%zd\\n", read(0, b, sizeof b));'))
    expect(written(await ran({ program }))).toBe('"0\\n"')
    expect(written(await ran({ program, stdin: '' }))).toBe('"0\\n"')
  })

  it('may have as much input as the wire allows, and no byte more', async () => {
    const program = await compiled(
      'c',
      C('static char b[9999]; size_t n = 0; ssize_t got; while ((got = read(0, b, sizeof b)) > 0) n += got; printf("%zu\\n", n);'),
    )
    expect(written(await ran({ program, stdin: '\n'.repeat(OWN_LIMITS.stdinBytes) }))).toBe(`"${OWN_LIMITS.stdinBytes}\\n"`)
    const fields = { field: expect.stringMatching(/^own\.stdin/), code: 'bad_value' }
    expect(await ran({ program, stdin: 'x'.repeat(OWN_LIMITS.stdinBytes + 1) })).toMatchObject([fields])
    expect(await ran({ program, stdin: 'a\0b' })).toMatchObject([fields])
  })

  it('is stored for a day, and nobody on the way keeps it; other runs are stored for ever', async () => {
    const client = await LiveClient.open(server.url)
    const own = await client.run({ strategy: 'own', own: { program: await compiled('c', C('')), args: [] } })
    const usual = await client.run({ strategy: 'vfork' })
    await client.close()
    const [brief = '', ever = ''] = [own.end.recording, usual.end.recording].map(String)
    expect(
      readdirSync(path.join(data, 'recordings'))
        .filter((name) => name.startsWith(brief) || name.startsWith(ever))
        .toSorted(),
    ).toEqual([`${brief}.brief.ndjson`, `${ever}.ndjson`].toSorted())
    const policies = await Promise.all([brief, ever].map(async (id) => (await fetch(`${server.url}/api/recordings/${id}`)).headers.get('cache-control')))
    expect(policies).toEqual(['no-store', 'public, max-age=31536000, immutable'])
  })

  it('six programs a minute for a browser, and the next browser has its own six', async () => {
    const wrong = (n: number, client: string): Promise<Response> =>
      post('/api/own', { language: 'c', files: [{ name: 'main.c', content: `no${n}` }] }, { 'spawnscope-client': client })
    const statuses: number[] = []
    for (let n = 0; n < 7; n += 1) statuses.push((await wrong(n, 'impatient-one')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429])
    expect((await wrong(7, 'another-one')).status).toBe(200)
  })
})

describe.runIf(works)('a program of several files', () => {
  const SEVERAL: [OwnLanguage, OwnFile[]][] = [
    [
      'c',
      [
        { name: 'main.c', content: '#include "other.h"\nint main(void) { return other(); }\n' },
        { name: 'other.h', content: 'int other(void);\n' },
        { name: 'other.c', content: '#include "other.h"\n#include <unistd.h>\nint other(void) { return write(1, "other", 5) - 5; }\n' },
      ],
    ],
    [
      'rust',
      [
        { name: 'main.rs', content: 'mod other;\nfn main() { other::say(); }\n' },
        { name: 'other.rs', content: 'pub fn say() { println!("other"); }\n' },
      ],
    ],
    [
      'go',
      [
        { name: 'main.go', content: 'package main\n\nfunc main() { say() }\n' },
        { name: 'other.go', content: 'package main\n\nimport "fmt"\n\nfunc say() { fmt.Println("other") }\n' },
        { name: 'go.mod', content: 'module mine\n\ngo 1.19\n' },
      ],
    ],
    [
      'nim',
      [
        { name: 'main.nim', content: 'import other\nsay()\n' },
        { name: 'other.nim', content: 'proc say*() = echo "other"\n' },
      ],
    ],
    [
      'python',
      [
        { name: 'main.py', content: 'import other\nother.say()\n' },
        { name: 'other.py', content: 'def say():\n    print("other", flush=True)\n' },
      ],
    ],
    [
      'ruby',
      [
        { name: 'main.rb', content: 'require_relative "other"\nsay\n' },
        { name: 'other.rb', content: 'def say = $stdout.syswrite("other")\n' },
      ],
    ],
    [
      'node',
      [
        { name: 'main.js', content: "require('./other').say()\n" },
        { name: 'other.js', content: "exports.say = () => require('node:fs').writeSync(1, 'other')\n" },
      ],
    ],
  ]
  it.each(SEVERAL)('%s', async (language, files) => {
    if (!languages.includes(language)) {
      if (process.env.CI === 'true') throw new Error(`${language} must be here where CI=true`)
      return console.warn(`skipped, no ${language} here: several files of it`)
    }
    expect(written(await ran({ program: await compiled(language, files) }))).toContain('other')
  })
})
