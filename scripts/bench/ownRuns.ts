/**
 * "Your program", as a page asks for it over HTTP: from Run to the first event of the trace, for a program that was compiled before and for
 * one that was edited, and how many small programs are compiled a second. Beside each stands what the bare compiler takes, in the same run.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { compiled as compiledBare, ownToolchains, template } from '../../native/tests/lines.ts'
import { decodeOwnLine, type OwnLanguage } from '../../protocol/own.ts'
import { startServerProcess } from '../../server/testing/serverProcess.ts'
import { keep } from './keep.mjs'
import { median } from './median.ts'
import { rounded } from './rounded.ts'

const ROUNDS = 15
const PROGRAMS = 40
const COMMENT: Readonly<Record<OwnLanguage, string>> = { c: '//', rust: '//', go: '//', ruby: '#', nim: '#', python: '#', node: '//' }

export async function ownRuns(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'spawnscope-bench-own-'))
  const server = await startServerProcess(
    { SPAWNSCOPE_DATA: data, SPAWNSCOPE_COMPILES_PER_CLIENT: '100000', SPAWNSCOPE_COMPILES_PER_ADDRESS: '100000', SPAWNSCOPE_RUNS_PER_CLIENT: '100000' },
    { built: true },
  )
  try {
    for (const toolchain of await ownToolchains()) {
      const { language } = toolchain
      const { name, content } = template(language)
      const edited = (): string => `${content}\n${COMMENT[language]} ${Math.random()}\n`
      const times = { cached: [] as number[], edited: [] as number[], bare: [] as number[] }
      await firstEvent(server.url, language, name, content)
      for (let round = 0; round < ROUNDS; round += 1) {
        times.cached.push(await firstEvent(server.url, language, name, content))
        times.edited.push(await firstEvent(server.url, language, name, edited()))
        const began = performance.now()
        compiledBare(toolchain, [{ name, content: edited() }], path.join(data, `${language}-${round}`))
        times.bare.push(performance.now() - began)
      }
      const [cachedMs, editedMs, bareCompilerMs] = [times.cached, times.edited, times.bare].map((all) => rounded(median(all)))
      keep('your program, Run to first event', { language, cachedMs, editedMs, bareCompilerMs, medianOf: ROUNDS })
    }
    await throughput(server.url)
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

const post = (url: string, body: object, client = 'a-bench-of-one'): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'spawnscope-client': client }, body: JSON.stringify(body) })

async function keyOf(url: string, language: OwnLanguage, name: string, content: string, client?: string): Promise<string> {
  const answer = await (await post(`${url}/api/own`, { language, files: [{ name, content }] }, client)).text()
  const verdict = decodeOwnLine(answer.trimEnd().split('\n').at(-1) ?? '')
  if (!verdict.ok || verdict.value.kind !== 'compiled' || verdict.value.program === null) throw new Error(`${language} does not compile: ${answer}`)
  return verdict.value.program
}

/** Milliseconds until the first line of the trace that the program itself caused. */
async function firstEvent(url: string, language: OwnLanguage, name: string, content: string): Promise<number> {
  const began = performance.now()
  const program = await keyOf(url, language, name, content)
  const response = await post(`${url}/api/runs`, { strategy: 'own', own: { program, args: [] } })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  let took = 0
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    text += read.value
    if (took === 0 && text.includes('"kind":"enter"')) took = performance.now() - began
  }
  if (took === 0) throw new Error(`${language} made no call: ${text.slice(0, 300)}`)
  return took
}

/** Browsers that each compile a small program in C at the same time. */
async function throughput(url: string): Promise<void> {
  const { name, content } = template('c')
  const began = performance.now()
  await Promise.all(Array.from({ length: PROGRAMS }, (_, n) => keyOf(url, 'c', name, `${content}// ${n} ${Math.random()}\n`, `a-bench-of-many-${n}`)))
  const aSecond = PROGRAMS / ((performance.now() - began) / 1000)
  const bareBegan = performance.now()
  for (let n = 0; n < 10; n += 1) spawnSync('gcc', ['-g', '-Og', '-x', 'c', '-o', '/dev/null', '-'], { input: content })
  const bare = 10 / ((performance.now() - bareBegan) / 1000)
  keep('your program, compilations a second', {
    aSecond: rounded(aSecond),
    bareOneAfterAnother: rounded(bare),
    programs: PROGRAMS,
    processors: availableParallelism(),
  })
}
