/** A server with a secret, to which a stranger sends programs: what compiling and running them came to, and what was left of them. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { decodeOwnLine, type OwnLanguage } from '../../protocol/own.ts'
import { runProcessesOf, type ServerProcess, startServerProcess } from './serverProcess.ts'
import { until } from './until.ts'

/** In the server's environment, and in a file of its data that everybody may read. Nobody may see it. */
export const SECRET = `secret-${process.pid}-of-the-operator`
const MANY = { SPAWNSCOPE_COMPILES_PER_CLIENT: '10000', SPAWNSCOPE_COMPILES_PER_ADDRESS: '10000' }

export interface CompileOutcome {
  program: string | null
  said: string
  fault: string
  /** Of a refusal. */
  code?: string
  text: string
}
export interface RanEvent {
  kind: string
  task?: number
  call?: string
  args?: string[]
  result?: string
  error?: string | null
  outcome?: string
  where?: { file: string; function: string }[]
}
export interface Ran {
  text: string
  events: RanEvent[]
}

export interface StrangersServer {
  readonly languages: readonly string[]
  readonly data: string
  /** `name`: of the file. */
  compiled(language: OwnLanguage, name: string, content: string): Promise<CompileOutcome>
  ran(program: string): Promise<Ran>
  /** Nothing of the programs lives on, no folder of one is left, and the server compiles and answers. Throws if it never comes to that. */
  nothingLeft(): Promise<void>
  /** Folders of this server in the temporary directory. */
  folders(kind?: string): string[]
  stop(): Promise<void>
}

/** `user`: of this test alone, so that nothing else on this machine is taken for a rest of its programs. */
export async function openStrangersServer(user: number): Promise<StrangersServer> {
  const data = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-strangers-'))
  writeFileSync(path.join(data, 'secret.txt'), `${SECRET}\n`, { mode: 0o644 })
  const server: ServerProcess = await startServerProcess({ ...MANY, SPAWNSCOPE_RUN_UID: String(user), SPAWNSCOPE_DATA: data, OPERATORS_TOKEN: SECRET })
  const offer = (await (await fetch(`${server.url}/api/own`)).json()) as { languages: { language: string }[] }
  const post = async (at: string, body: object): Promise<string> =>
    (await fetch(server.url + at, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).text()

  async function compiled(language: OwnLanguage, name: string, content: string): Promise<CompileOutcome> {
    const text = await post('/api/own', { language, files: [{ name, content }] })
    const line = decodeOwnLine(text.trim().split('\n').at(-1) ?? '')
    if (line.ok && line.value.kind === 'compiled') return { ...line.value, text }
    const { code } = JSON.parse(text) as { code?: string }
    return { program: null, said: '', fault: '', text, ...(code !== undefined && { code }) }
  }
  const folders = (kind = ''): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`spawnscope-${kind}`) && name.split('-').includes(String(server.pid)))
  let stopped: Promise<unknown> | undefined

  return {
    languages: offer.languages.map(({ language }) => language),
    data,
    compiled,
    folders,
    async ran(program) {
      const text = await post('/api/runs', { strategy: 'own', own: { program, args: [] } })
      const lines = text.trim().split('\n')
      return { text, events: lines.map((line) => JSON.parse(line) as RanEvent) }
    },
    async nothingLeft() {
      await until('nothing of the program lives', () => runProcessesOf(user).length === 0)
      await until('no folder of a compilation is left', () => folders('own-').length === 0)
      const { status } = await fetch(`${server.url}/healthz`)
      const { program, text } = await compiled('c', 'main.c', 'int main(void) { return 0; }\n')
      if (status !== 200 || program === null) throw new Error(`the server is not what it was: ${status} ${text}`)
    },
    async stop() {
      stopped ??= server.stop()
      await stopped
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** Pairs of a call and what came of it, in one task. */
export function calls({ events }: Ran, call: string): { args: string[]; result: string; error: string | null }[] {
  const entered = new Map<number, string[]>()
  const all: ReturnType<typeof calls> = []
  for (const { kind, task = 0, call: name, args = [], result = '', error = null } of events) {
    if (name !== call) continue
    if (kind === 'enter') entered.set(task, args)
    if (kind === 'leave') all.push({ args: entered.get(task) ?? [], result, error })
  }
  return all
}
export const errors = (run: Ran, call: string): (string | null)[] => calls(run, call).map(({ error }) => error)
export const end = ({ events }: Ran): RanEvent | undefined => events.findLast(({ kind }) => kind === 'end')
/** A control character of a stranger in a line of ours would act on a terminal. JSON spells all of them. */
export const hasControls = (text: string): boolean => /[^\P{Cc}\n]/u.test(text)

const HEAD = ['errno', 'dirent', 'fcntl', 'signal', 'stdio', 'stdlib', 'string', 'unistd', 'sys/mman', 'sys/stat', 'sys/syscall', 'sys/wait']
/** A program in C. */
export const inC = (body: string, before = ''): string =>
  `#define _GNU_SOURCE\n${HEAD.map((name) => `#include <${name}.h>\n`).join('')}${before}\nint main(void)\n{\n${body}\nreturn 0;\n}\n`
