/** One compilation: the visitor's files into a sandbox, what the compiler says and what it made out of it, as bytes. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod/mini'
import { decoder } from '../../protocol/decoder.ts'
import type { Refusal } from '../../protocol/errors.ts'
import type { OwnFile } from '../../protocol/own.ts'
import { makeOwnFolder, removeFolder } from '../helper/ownFolder.ts'
import { refusal } from '../refusals.ts'
import { COMPILER_CPU_S } from '../sandbox/runLimits.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { diagnosticsOf } from './diagnostics.ts'
import { MADE, type OwnToolchain, placedFiles, SOURCE_FOLDER } from './toolchains.ts'

export const SAID_BYTES = 64 * 1024
export const MADE_BYTES = 32 * 1024 * 1024
/** A longer first line is none of spawnscope-compile. */
const HEAD_BYTES = 512

/** What spawnscope-compile says of a compiler that failed with its processor time behind it (native/compile/main.c). */
const SPENT = 'no processor time is left'

export interface CompiledProgram {
  ok: true
  /** The compiler's exit status; null if a signal ended it. */
  status: number | null
  /** What it said, at most SAID_BYTES. */
  said: string
  /** Null: it made none, or `fault` says why it is not used. */
  program: Buffer | null
  fault: string
}

const count = z.int().check(z.nonnegative())
const decodeHead = decoder(z.strictObject({ status: z.int(), signal: count, said: count, cut: z.boolean(), made: count, fault: z.string() }))

/** Never throws: whatever the compiler or the sandbox does is an answer. `signal` ends it. */
export async function compile(
  sandbox: Sandbox,
  toolchain: OwnToolchain,
  files: readonly OwnFile[],
  signal?: AbortSignal,
): Promise<CompiledProgram | { ok: false; refusal: Refusal }> {
  const folder = makeOwnFolder('spawnscope-own-')
  try {
    placeFiles(folder, placedFiles(toolchain.language, files))
    const argv = [
      ...['--said', String(SAID_BYTES)],
      ...(toolchain.makes ? ['--made', MADE, '--made-bytes', String(MADE_BYTES)] : []),
      ...['--', ...toolchain.compile(files)],
    ]
    const { env, binds, deadlineMs } = toolchain
    const started = sandbox.compile({ argv, env, deadlineMs, cwd: SOURCE_FOLDER, binds: { ...binds, [SOURCE_FOLDER]: folder } })
    if (!started.ok) return started
    const { helper } = started
    signal?.addEventListener('abort', helper.stop, { once: true })
    const pieces: Buffer[] = []
    let bytes = 0
    helper.output.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes > HEAD_BYTES + SAID_BYTES + MADE_BYTES) helper.stop()
      else pieces.push(piece)
    })
    const failure = await helper.gone
    signal?.removeEventListener('abort', helper.stop)
    if (failure) return { ok: false, refusal: failure.code === 'time_limit' ? tooSlow(deadlineMs) : failure }
    const compiled = compiledFrom(Buffer.concat(pieces))
    if (!compiled) return { ok: false, refusal: noAnswer() }
    return forReader(compiled, toolchain)
  } finally {
    removeFolder(folder)
  }
}

/** The user of the runs may not be the server's. */
function placeFiles(folder: string, files: readonly OwnFile[]): void {
  chmodSync(folder, 0o755)
  for (const { name, content } of files) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content, { mode: 0o644, flag: 'wx' })
  }
}

/** Null if these are not the bytes of spawnscope-compile. */
export function compiledFrom(bytes: Buffer): CompiledProgram | null {
  const end = bytes.indexOf('\n')
  if (end < 0 || end > HEAD_BYTES) return null
  const head = decodeHead(bytes.toString('latin1', 0, end))
  if (!head.ok) return null
  const { status, said, made, fault } = head.value
  const rest = bytes.subarray(end + 1)
  if (rest.length !== said + made) return null
  return {
    ok: true,
    status: status < 0 ? null : status,
    said: rest.toString('utf8', 0, said),
    program: made > 0 ? Buffer.from(rest.subarray(said)) : null,
    fault,
  }
}

/** What came of a compilation, for its reader. Pure. */
export function forReader(
  compiled: CompiledProgram,
  { language, wellSaid }: Pick<OwnToolchain, 'language' | 'wellSaid'>,
): CompiledProgram | { ok: false; refusal: Refusal } {
  const { said, fault } = compiled
  const spent = fault === SPENT
  // All processes of the compiler are counted together, so one that found an error by itself may have come this far: the error is the answer.
  if (spent && !diagnosticsOf(language, said).some(({ severity }) => severity === 'error')) return { ok: false, refusal: tooMuchWork() }
  return { ...compiled, said: said.endsWith(wellSaid) ? said.slice(0, said.length - wellSaid.length) : said, fault: spent ? '' : fault }
}

const tooSlow = (ms: number): Refusal =>
  refusal('time_limit', `the compiler took longer than ${ms / 1000} s and was ended`, 'leave out what is not needed, or import less')

const tooMuchWork = (): Refusal =>
  refusal('time_limit', `the compiler used more than ${COMPILER_CPU_S} s of processor time and was ended`, 'leave out what is not needed, or import less')

const noAnswer = (): Refusal => refusal('helper_failed', 'the compiler ended without an answer: it used too much memory, or was killed', 'a smaller program')
