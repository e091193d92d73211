/**
 * Programs of visitors: from the source to a folder that a run can see. One compilation a client at a time; the others wait and hear their
 * position. Equal sources are compiled once, whoever sends them. Only what a compiler has to do counts for the rates: a class that presses
 * Run on one template, or on a program that is compiled already, uses up nothing.
 */
import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { Refusal } from '../../protocol/errors.ts'
import type { OwnFile, OwnLanguage, OwnProgram } from '../../protocol/own.ts'
import type { OwnStart } from '../capabilities/checkOwn.ts'
import { COMPILES_WAITING, COMPILES_WAITING_PER_ADDRESS, OWN_STORE_BYTES } from '../limits.ts'
import { refusal, stopping } from '../refusals.ts'
import { createQueue, type Place } from '../runs/queue.ts'
import type { Rates } from '../runs/rates.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { type CompiledProgram, compile } from './compile.ts'
import { type OwnStore, openOwnStore } from './ownStore.ts'
import { programKey } from './programKey.ts'
import { type OwnToolchain, placedFiles } from './toolchains.ts'

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

/** Who asks. `id`: a browser. */
export interface CompileClient {
  id: string
  address: string
}

export interface OwnPrograms {
  /** The compilers of this machine. They are looked for when somebody asks for the first time. */
  toolchains(): Promise<readonly OwnToolchain[]>
  /** Returns a function that leaves: the queue, or a compilation that nobody else waits for. */
  compile(client: CompileClient, program: Pick<OwnProgram, 'language' | 'files'>, sink: CompileSink): () => void
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
}

export interface OwnParts {
  sandbox: Sandbox
  /** Looks for the compilers of this machine. */
  find: () => Promise<readonly OwnToolchain[]>
  rates: Pick<Rates, 'compile'>
  store?: OwnStore
}

export function openOwnPrograms({ sandbox, find, rates, store = openOwnStore(OWN_STORE_BYTES) }: OwnParts): OwnPrograms {
  const atOnce = Math.max(1, Math.floor(availableParallelism() / 2))
  let found: Promise<readonly OwnToolchain[]> | undefined
  const toolchains = (): Promise<readonly OwnToolchain[]> => {
    found ??= find()
    return found
  }
  const work = new Map<string, Work>()
  /** Every compiler at work, also one that nobody waits for any more. */
  const compilers = new Set<Promise<void>>()
  let closed = false
  const queue = createQueue(
    {
      atOnce,
      atOncePerAddress: atOnce,
      atOncePerClient: 1,
      waiting: COMPILES_WAITING,
      waitingPerAddress: COMPILES_WAITING_PER_ADDRESS,
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
    if (work.get(key) === mine) work.delete(key)
    mine.place?.leave()
    for (const sink of mine.sinks) sink.over(answer)
  }

  function kept(key: string, toolchain: OwnToolchain, files: readonly OwnFile[], { status, program, said, fault }: CompiledProgram, ms: number): CompileAnswer {
    const whole = status === 0 && fault === '' && (program !== null || !toolchain.makes)
    if (whole)
      store.keep(key, { argv: (lines) => toolchain.start(files, lines), compiled: toolchain.makes, said }, placedFiles(toolchain.language, files), program)
    return { key: whole ? key : null, cached: false, ms, said, fault }
  }

  /** Answers at once, or joins a compilation of the same program; undefined if a compiler has to do it. Returns how to leave. */
  function answered(key: string, sink: CompileSink): (() => void) | undefined {
    const stored = store.find(key)
    if (stored) {
      sink.over({ key, cached: true, ms: 0, said: stored.said, fault: '' })
      return () => {}
    }
    const under = work.get(key)
    return under && joined(key, under, sink)
  }

  function joined(key: string, mine: Work, sink: CompileSink): () => void {
    mine.sinks.add(sink)
    if (mine.position > 0) sink.waits(mine.position)
    return () => {
      if (!mine.sinks.delete(sink) || mine.sinks.size > 0 || work.get(key) !== mine) return
      // Whoever sends the same program again must not join what is being ended.
      work.delete(key)
      mine.place?.leave()
      mine.ended.abort()
    }
  }

  function entered(key: string, client: CompileClient, toolchain: OwnToolchain, files: readonly OwnFile[], sink: CompileSink): () => void {
    const mine: Work = { sinks: new Set(), place: null, position: 0, ended: new AbortController() }
    work.set(key, mine)
    const place = queue.enter({ address: client.address, client: client.id, slow: false }, 0, () => {
      const done = run(key, toolchain, files, mine).finally(() => compilers.delete(done))
      compilers.add(done)
    })
    if (!place.ok) {
      work.delete(key)
      sink.over({ refusal: place.why === 'closed' ? stopping() : tooMany() })
      return () => {}
    }
    mine.place = place.place
    mine.position = place.place.position
    return joined(key, mine, sink)
  }

  return {
    toolchains,
    compile(client, { language, files }, sink) {
      let left = false
      let leave: (() => void) | undefined
      const begin = async (): Promise<void> => {
        const all = await toolchains()
        const toolchain = all.find((one) => one.language === language)
        if (left) return
        if (!toolchain) return sink.over({ refusal: noToolchain(language, all) })
        const key = programKey(toolchain, files)
        leave = answered(key, sink)
        if (leave) return
        // Whoever cannot count lets people work.
        const refused = await rates.compile(client.id, client.address).catch(() => null)
        if (left) return
        if (refused || closed) return sink.over({ refusal: refused ?? stopping() })
        leave = answered(key, sink) ?? entered(key, client, toolchain, files, sink)
      }
      begin().catch((error: unknown) => !left && sink.over({ refusal: failed(error) }))
      return () => {
        left = true
        leave?.()
      }
    },
    startOf: (key) => store.find(key),
    async close() {
      closed = true
      const waiting = [...work.values()].filter(({ place }) => (place?.position ?? 0) > 0)
      queue.close()
      for (const { sinks } of waiting) for (const sink of sinks) sink.over({ refusal: stopping() })
      for (const { ended } of work.values()) ended.abort()
      await Promise.all(compilers)
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
