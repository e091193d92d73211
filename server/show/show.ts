/**
 * `spawnscope show`: traces a program, hands the trace to a server on this machine, and prints the link of its page.
 *
 *   PROG ◄─ ptrace ─ helper ─ NDJSON ─► a file ─ POST /api/recordings ─► server ─► the page, by the id
 */
import { copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readEnvironment } from '../environment.ts'
import { withPrebuilt } from '../helper/prebuilt.ts'
import { RECORDING_MORE_BYTES } from '../limits.ts'
import { openBrowser } from '../openBrowser.ts'
import { findServer } from './findServer.ts'
import { SHOW_HELP, type ShowArguments, showArguments } from './showArguments.ts'
import { traceProgram } from './traceProgram.ts'
import { canBeTrace } from './traceShape.ts'

const USAGE = 2

async function main(words: readonly string[]): Promise<void> {
  let asked: ShowArguments | null
  try {
    asked = showArguments(words)
  } catch (error) {
    return fail(error, USAGE)
  }
  if (!asked) return void process.stdout.write(SHOW_HELP)
  const folder = await mkdtemp(path.join(tmpdir(), 'spawnscope-show-'))
  try {
    await show(asked, folder)
  } catch (error) {
    fail(error, 1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function show({ what, port, open, output, maxEvents }: ShowArguments, folder: string): Promise<void> {
  const environment = withPrebuilt(readEnvironment(process.env))
  let file = path.join(folder, 'trace.ndjson')
  if (what.is === 'file') file = what.file
  else {
    if (environment.noHelper) throw new Error(`${environment.noHelper.message}. Cure: ${environment.noHelper.cure}`)
    const status = await traceProgram(environment.helper, what.argv, file, maxEvents)
    // 4: a limit was hit. What came before it is a trace too.
    if (status !== 0 && status !== 4 && !(await hasContent(file))) {
      process.exitCode = status
      return
    }
  }
  const content = await read(file)
  if (output !== null) await copyFile(file, output)
  const server = await findServer(environment.root, port ?? environment.port)
  const link = `${server.url}/#/own/${await store(server.url, content)}`
  console.log(`\nThe trace is at ${link}`)
  if (server.ended) console.log('Ctrl-C ends the server. The trace stays: npx spawnscope serves it again.')
  if (open) openBrowser(link)
  await server.ended
}

const hasContent = async (file: string): Promise<boolean> => ((await stat(file).catch(() => null))?.size ?? 0) > 0

async function read(file: string): Promise<Buffer> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read: ${error.message}. To trace a program: spawnscope show -- ${file}`)
  })
  if (content.length === 0) throw new Error(`${file} is empty. Cure: give a recording of spawnscope, or a log of strace`)
  if (content.length > RECORDING_MORE_BYTES) throw new Error(`${file} has more than ${RECORDING_MORE_BYTES / 1024 / 1024} MB. Cure: a smaller --max-events`)
  if (!canBeTrace(content))
    throw new Error(`${file} is no trace. Cure: give a recording of spawnscope, or a log of strace; to trace a program: spawnscope show -- ${file}`)
  return content
}

async function store(url: string, content: Buffer): Promise<string> {
  const response = await fetch(`${url}/api/recordings`, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: new Uint8Array(content) })
  const answer = (await response.json().catch(() => ({}))) as { id?: string; message?: string; cure?: string }
  if (answer.id === undefined)
    throw new Error(
      `the server at ${url} did not take the trace: ${answer.message ?? response.status}. Cure: ${answer.cure ?? 'npx spawnscope, and once more'}`,
    )
  return answer.id
}

function fail(error: unknown, status: number): void {
  console.error(`spawnscope: ${error instanceof Error ? error.message : error}`)
  process.exitCode = status
}

await main(process.argv.slice(3))
