/** Real compilers in real sandboxes: what they make, what they say, and what a stranger's code does not get out of them. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OwnLanguage } from '../../protocol/own.ts'
import { RUN_UID } from '../environment.ts'
import { OWN_ID } from '../helper/sweep.ts'
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import { BUILD, sandboxWorks } from '../testing/containedRun.ts'
import { type CompiledProgram, compile, compiledFrom, forReader } from './compile.ts'
import { diagnosticsOf, saidToReader } from './diagnostics.ts'
import go from './go.json' with { type: 'json' }
import { findToolchains, mainOf, type OwnToolchain } from './toolchains.ts'

const works = sandboxWorks()
const scratch = mkdtempSync(path.join(tmpdir(), 'spawnscope-test-own-'))
const toolchains = await findToolchains(homedir(), path.join(BUILD, '../../node_modules/.cache/spawnscope-own/go'))
const toolchain = (language: OwnLanguage): OwnToolchain => {
  const found = toolchains.find((one) => one.language === language)
  if (!found) throw new Error(`no ${language} here`)
  return found
}

let sandbox: Sandbox
beforeAll(async () => {
  const opened = await openSandbox({ build: BUILD, runUid: RUN_UID, outerContainer: false }, pino({ level: 'silent' }))
  if (opened.ok) sandbox = opened.sandbox
})
afterAll(() => {
  sandbox?.close()
  rmSync(scratch, { recursive: true })
})

async function compiled(language: OwnLanguage, content: string): Promise<CompiledProgram> {
  const answer = await compile(sandbox, toolchain(language), [{ name: mainOf(language), content }])
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.message}`)
  return answer
}

const RIGHT: Record<OwnLanguage, string> = {
  c: '#include <stdio.h>\nint main(void) { puts("here"); return 0; }\n',
  rust: 'fn main() { println!("here"); }\n',
  go: 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("here") }\n',
  nim: 'echo "here"\n',
  ruby: 'puts "here"\n',
  python: 'print("here")\n',
  node: 'console.log("here")\n',
}
/** The others say nothing of a right program. */
const WRONG: Record<OwnLanguage, string> = {
  c: 'int main(void) { return nothing; }\n',
  rust: 'fn main() { nothing }\n',
  go: 'package main\n\nfunc main() { nothing() }\n',
  nim: 'echo nothing\n',
  ruby: 'puts (\n',
  python: 'print(\n',
  node: 'console.log(\n',
}

describe.runIf(works).each(toolchains.map(({ language, version }) => [language, version] as const))('%s (%s)', (language) => {
  it('compiles what is right, and says nothing against it', async () => {
    const { status, program, said, fault } = await compiled(language, RIGHT[language])
    expect({ status, fault, said }).toEqual({ status: 0, fault: '', said: '' })
    expect(program !== null).toBe(toolchain(language).makes)
    if (!program) return
    const file = path.join(scratch, `made-${language}`)
    writeFileSync(file, program, { mode: 0o755 })
    expect(spawnSync(file, { encoding: 'utf8' }).stdout).toBe('here\n')
  })

  it('says what is wrong, with its line, and makes nothing', async () => {
    const { status, program, said } = await compiled(language, WRONG[language])
    expect(status).not.toBe(0)
    expect(program).toBeNull()
    const [first] = diagnosticsOf(language, saidToReader(said)).filter(({ severity }) => severity === 'error')
    expect(first).toMatchObject({ file: mainOf(language), line: expect.any(Number) })
  })
})

describe.runIf(works)('what a stranger’s code tries while it is compiled', () => {
  it('includes no file of this machine but those of /usr', async () => {
    const secret = path.join(scratch, 'secret.h')
    writeFileSync(secret, '#error "the secret"\n', { mode: 0o644 })
    for (const file of [secret, `/proc/1/root${secret}`, '/etc/passwd', '/etc/hostname', '/root/.bashrc', '/app/../etc/shadow']) {
      const { status, said } = await compiled('c', `#include "${file}"\nint main(void) { return 0; }\n`)
      expect([file, status]).toEqual([file, 1])
      expect(said).toMatch(/No such file or directory|Permission denied/)
      expect(said).not.toContain('the secret')
    }
  })

  it('finds nothing of the server in its environment, nor in that of the sandbox’s first process', async () => {
    process.env.SPAWNSCOPE_TEST_SECRET = 'the secret'
    const reads = { ...toolchain('c'), compile: () => ['/bin/cat', '/proc/self/environ', '/proc/1/environ', '/proc/2/environ'] }
    const answer = await compile(sandbox, reads, [{ name: 'main.c', content: '' }])
    const names = answer.ok ? [...answer.said.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name) : []
    expect(new Set(names)).toEqual(new Set(['HOME', 'PATH', 'PWD', 'SPAWNSCOPE_RUN', 'SPAWNSCOPE_SANDBOX']))
    expect(answer).toMatchObject({ ok: true, said: expect.not.stringContaining('the secret') })
    delete process.env.SPAWNSCOPE_TEST_SECRET
  })

  it('hands out no file by a link in place of the program', async () => {
    if (!toolchains.some(({ language }) => language === 'nim')) return
    const link = 'static:\n  discard staticExec("ln -s /etc/ld.so.cache /tmp/program")\necho "x"\n'
    const { program } = await compiled('nim', link)
    // The link could not be made, or the linker put a file of its own in its place.
    expect(program?.subarray(0, 4).toString('latin1')).toBe('\x7fELF')
  })

  it('is ended at its limits: endless text, an endless compiler', async () => {
    const { said } = await compiled(
      'c',
      `#define A _Pragma("message(\\"${'x'.repeat(900)}\\")") \n#define B A A A A A A A A\n#define C B B B B B B B B\n#define D C C C C C C C C\nD\nint main(void) { return 0; }\n`,
    )
    expect(said.length).toBeLessThanOrEqual(64 * 1024)
    const slow = { ...toolchain('c'), deadlineMs: 1_000, compile: () => ['/bin/sleep', '100'] }
    expect(await compile(sandbox, slow, [{ name: 'main.c', content: '' }])).toMatchObject({ ok: false, refusal: { code: 'time_limit' } })
  })

  it('leaves no folder behind', () => {
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`spawnscope-own-${OWN_ID}-`))).toEqual([])
  })
})

describe.runIf(works).each(toolchains.map(({ language }) => [language] as const))('the templates of %s', (language) => {
  const content = path.join(BUILD, '../../content/own')
  const templates = readdirSync(content)
    .map((name) => path.join(content, name, mainOf(language)))
    .filter((file) => existsSync(file))

  it('compile without a word', async () => {
    expect(templates.length).toBeGreaterThan(0)
    for (const file of templates) expect(await compiled(language, readFileSync(file, 'utf8'))).toMatchObject({ status: 0, said: '' })
  })
})

it('Go’s prepared cache has what its templates import', () => {
  const content = path.join(BUILD, '../../content/own')
  const sources = readdirSync(content, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.go'))
  const imports = sources.flatMap((name) =>
    [...readFileSync(path.join(content, name), 'utf8').matchAll(/^\s*(?:import )?"([\w/]+)"$/gm)].map(([, found = '']) => found),
  )
  expect(imports).toContain('os/exec')
  expect(imports.filter((name) => !go.packages.includes(name))).toEqual([])
})

describe('the bytes of spawnscope-compile', () => {
  const bytes = (head: object, rest: string): Buffer => Buffer.from(`${JSON.stringify(head)}\n${rest}`)
  const head = { status: 0, signal: 0, said: 3, cut: false, made: 2, fault: '' }

  it('are text and program, as many as were announced', () => {
    expect(compiledFrom(bytes(head, 'hi\nAB'))).toEqual({ ok: true, status: 0, said: 'hi\n', program: Buffer.from('AB'), fault: '' })
    for (const wrong of [bytes(head, 'hi\nA'), bytes(head, 'hi\nABC'), bytes({ ...head, more: 1 }, 'hi\nAB'), Buffer.from('no head'), Buffer.alloc(0)])
      expect(compiledFrom(wrong)).toBeNull()
  })
})

it('a compiler with its processor time behind it was ended by that, unless it found an error itself', () => {
  const failed: CompiledProgram = { ok: true, status: 1, said: 'gcc: fatal error: Killed signal terminated program as\n', program: null, fault: '' }
  const spent = { ...failed, fault: 'no processor time is left' }
  const c = { language: 'c', wellSaid: '' } as const
  expect(forReader(failed, c)).toEqual(failed)
  expect(forReader(spent, c)).toMatchObject({ ok: false, refusal: { code: 'time_limit' } })
  expect(forReader({ ...spent, said: 'main.c:1:5: warning: odd\n' }, c)).toMatchObject({ ok: false })
  const wrong = 'main.c:1:5: error: unknown type name\n'
  expect(forReader({ ...spent, said: wrong }, c)).toEqual({ ...failed, said: wrong })
})
