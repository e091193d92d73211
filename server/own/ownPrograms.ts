/**
 * Programs of visitors: from the source to a folder that a run can see. One compilation a client at a time; the others wait and hear their
 * position. Equal sources are compiled once, whoever sends them.
 */
import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { Refusal } from '../../protocol/errors.ts'
import type { OwnFile, OwnLanguage, OwnProgram } from '../../protocol/own.ts'
import type { OwnStart } from '../capabilities/checkOwn.ts'
import { refusal, stopping } from '../refusals.ts'
import { createQueue, type Place } from '../runs/queue.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type CompiledProgram, compile } from './compile.ts'
import { type OwnStore, openOwnStore } from './ownStore.ts'
import { programKey } from './programKey.ts'
import { type OwnToolchain, placedFiles } from './toolchains.ts'

const STORE_BYTES = 512 * 1024 * 1024
const WAITING = 50
const WAITING_PER_ADDRESS = 40

export interface CompileAnswer {
  /** The name under which it can be run; null: it did not compile. */
  key: string | null
  cached: boolean
  ms: number
  said: string
  fault: string
}

export interface CompileSink {
  waits(position: number): void
  /** Called once, last. */
  over(answer: CompileAnswer | { refusal: Refusal }): void
}

export interface OwnPrograms {
  readonly toolchains: readonly OwnToolchain[]
  /** Returns a function that leaves: the queue, or a compilation that nobody else waits for. */
  compile(client: { id: string; address: string }, program: Pick<OwnProgram, 'language' | 'files'>, sink: CompileSink): () => void
  /** What a run needs of a compiled program; undefined: it is not here any more. */
  startOf(key: string): OwnStart | undefined
  close(): Promise<void>
}

/** A compilation under way, and everybody who waits for it. */
interface Work {
  sinks: Set<CompileSink>
  place: Place | null
  position: number
  ended: AbortController
  done: Promise<void>
}

export function openOwnPrograms(sandbox: Sandbox, toolchains: readonly OwnToolchain[], store: OwnStore = openOwnStore(STORE_BYTES)): OwnPrograms {
  const atOnce = Math.max(1, Math.floor(availableParallelism() / 2))
  const work = new Map<string, Work>()
  const starts = new Map<string, Omit<OwnStart, 'folder'>>()
  const queue = createQueue(
    {
      atOnce,
      atOncePerAddress: atOnce,
      waiting: WAITING,
      waitingPerAddress: WAITING_PER_ADDRESS,
      cost: Number.POSITIVE_INFINITY,
      costPerAddress: Number.POSITIVE_INFINITY,
    },
    () => performance.now(),
    () => queueMicrotask(tellPositions),
  )

  function tellPositions(): void {
    for (const one of work.values()) {
      const position = one.place?.position ?? 0
      if (position === 0 || position === one.position) continue
      one.position = position
      for (const sink of one.sinks) sink.waits(position)
    }
  }

  async function run(key: string, toolchain: OwnToolchain, files: readonly OwnFile[], mine: Work): Promise<void> {
    const began = performance.now()
    const compiled = await compile(sandbox, toolchain, files, mine.ended.signal).catch((error: unknown) => ({ ok: false as const, refusal: failed(error) }))
    const answer = compiled.ok ? kept(key, toolchain, files, compiled, Math.round(performance.now() - began)) : compiled
    work.delete(key)
    mine.place?.leave()
    for (const sink of mine.sinks) sink.over(answer)
  }

  function kept(key: string, toolchain: OwnToolchain, files: readonly OwnFile[], { status, program, said, fault }: CompiledProgram, ms: number): CompileAnswer {
    const whole = status === 0 && fault === '' && (program !== null || !toolchain.makes)
    if (whole) {
      store.keep(key, placedFiles(toolchain.language, files), program)
      starts.set(key, { argv: toolchain.start(files), compiled: toolchain.makes })
    }
    return { key: whole ? key : null, cached: false, ms, said, fault }
  }

  return {
    toolchains,
    compile(client, { language, files }, sink) {
      const toolchain = toolchains.find((one) => one.language === language)
      if (!toolchain) {
        sink.over({ refusal: noToolchain(language, toolchains) })
        return () => {}
      }
      const key = programKey(toolchain, files)
      if (store.folderOf(key) !== undefined) {
        sink.over({ key, cached: true, ms: 0, said: '', fault: '' })
        return () => {}
      }
      const under = work.get(key)
      const mine = under ?? { sinks: new Set(), place: null, position: 0, ended: new AbortController(), done: Promise.resolve() }
      mine.sinks.add(sink)
      if (!under) {
        work.set(key, mine)
        const entered = queue.enter({ address: client.address, client: client.id, slow: false }, 0, () => {
          mine.done = run(key, toolchain, files, mine)
        })
        if (!entered.ok) {
          work.delete(key)
          sink.over({ refusal: entered.why === 'closed' ? stopping() : tooMany() })
          return () => {}
        }
        mine.place = entered.place
      }
      const position = mine.place?.position ?? 0
      mine.position = position
      if (position > 0) sink.waits(position)
      return () => {
        if (!mine.sinks.delete(sink) || mine.sinks.size > 0 || work.get(key) !== mine) return
        if ((mine.place?.position ?? 0) > 0) work.delete(key)
        mine.place?.leave()
        mine.ended.abort()
      }
    },
    startOf(key) {
      const folder = store.folderOf(key)
      const start = starts.get(key)
      return folder === undefined || !start ? undefined : { folder, ...start }
    },
    async close() {
      queue.close()
      const under = [...work.values()]
      for (const one of under) one.ended.abort()
      await Promise.all(under.map(({ done }) => done))
      store.close()
    },
  }
}

const failed = (error: unknown): Refusal =>
  refusal('too_busy', `the compiler could not be started: ${error instanceof Error ? error.message.slice(0, 200) : error}`, 'try again in a moment')

const tooMany = (): Refusal => refusal('too_busy', 'too many programs wait to be compiled', 'try again in a minute; a pair of students can share one program')

function noToolchain(language: OwnLanguage, toolchains: readonly OwnToolchain[]): Refusal {
  const names = toolchains.map((one) => one.language).join(', ')
  return refusal(
    'bad_value',
    `this server has no compiler for ${language}`,
    names === '' ? 'install one, then start the server again' : `one of ${names}`,
    'language',
  )
}
