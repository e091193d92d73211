/**
 * The lines of one run, for any number of readers: its owner, its watchers, its recording. Lines go in,
 * frames come out in order. Each reader keeps its own place, so a slow one delays no other.
 */
import type { EndOfRun, Gap, ServerMessage } from '../../protocol/messages.ts'
import { BATCH_EVENTS, BATCH_MS } from '../limits.ts'

/** What leaves in one message. */
export interface Frame {
  /** As NDJSON, the way recordings and POST /api/runs have it. */
  readonly lines: readonly string[]
  /** As a message on the socket, made once for all readers that know the run by the same id. */
  message(run: string): Buffer
  readonly end: EndOfRun | null
}

export class Feed {
  /** The id by which anybody may watch the run. */
  readonly id: string
  readonly command: string
  readonly frames: Frame[] = []
  readonly #wakes = new Set<() => void>()
  #unread: (() => void) | undefined
  #events: string[] = []
  #gaps: Gap[] = []
  #lines: string[] = []
  #timer: NodeJS.Timeout | undefined
  #soon: NodeJS.Immediate | undefined

  constructor(id: string, command: string) {
    this.id = id
    this.command = command
  }

  /** `line`: a decoded event, as the helper wrote it. */
  event(line: string): void {
    this.#events.push(line)
    this.#lines.push(line)
    this.#due()
  }

  gap(gap: Gap): void {
    this.#gaps.push(gap)
    this.#lines.push(JSON.stringify({ kind: 'gap', ...gap }))
    this.#due()
  }

  /** Sends the current batch at once. The recording needs every line before the end is known. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#lines.length === 0) return
    const [events, gaps] = [this.#events, this.#gaps]
    this.#push(this.#lines, null, () => `"events":[${events.join(',')}],"gaps":${JSON.stringify(gaps)}`)
    this.#events = []
    this.#gaps = []
    this.#lines = []
  }

  /** The last frame. */
  finish(end: EndOfRun): void {
    this.flush()
    const lines = end.refusal ? [JSON.stringify({ kind: 'refusal', ...end.refusal })] : []
    this.#push(lines, end, () => JSON.stringify(end).slice(1, -1))
  }

  get readers(): number {
    return this.#wakes.size
  }

  /** Calls `wake` for each new frame. The returned function detaches it. */
  attach(wake: () => void): () => void {
    this.#wakes.add(wake)
    return () => {
      if (this.#wakes.delete(wake) && this.#wakes.size === 0) this.#unread?.()
    }
  }

  /** Calls `unread` each time the last reader has gone. */
  whenUnread(unread: () => void): void {
    this.#unread = unread
  }

  #due(): void {
    if (this.#lines.length >= BATCH_EVENTS) return this.flush()
    // The first frame leaves as soon as the current read is processed; the rest leave in batches.
    if (this.frames.length === 0) this.#soon ??= setImmediate(() => this.flush())
    else this.#timer ??= setTimeout(() => this.flush(), BATCH_MS)
  }

  #push(lines: string[], end: EndOfRun | null, body: () => string): void {
    this.frames.push(frameOf(lines, end, end ? 'ended' : 'events', body))
    for (const wake of [...this.#wakes]) wake()
  }
}

function frameOf(lines: string[], end: EndOfRun | null, kind: ServerMessage['kind'], body: () => string): Frame {
  let made: { run: string; message: Buffer } | undefined
  return {
    lines,
    end,
    message(run) {
      if (made?.run !== run) made = { run, message: Buffer.from(`{"kind":"${kind}","run":"${run}",${body()}}`) }
      return made.message
    },
  }
}
