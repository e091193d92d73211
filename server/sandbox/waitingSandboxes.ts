/**
 * Sandboxes that are built before anybody asks: the walls take longer than most runs. Each stands with all its walls and waits for
 * a program. It knows nothing of a visitor, gets one run, and is gone with it (docs/decisions/0094-sandboxes-that-wait.md).
 */
import type { WaitingSandbox } from '../helper/process.ts'

export interface WaitingSandboxes {
  /** One that stands, or undefined: then the run builds its own. */
  take(): WaitingSandbox | undefined
  /** A run has begun, however it got its sandbox. */
  began(): void
  /** A run is over. */
  over(): void
  /** How many wait now. */
  readonly size: number
  close(): void
}

interface WaitingParts {
  /** How many wait when nothing runs. */
  most: number
  /** While as many runs are under way, none is built. */
  processors: number
  prepare(): WaitingSandbox
  /** False while the sandbox does not work: then none is built. */
  works(): boolean
  failed(error: unknown): void
}

export function keepWaiting({ most, processors, prepare, works, failed }: WaitingParts): WaitingSandboxes {
  const waiting = new Set<WaitingSandbox>()
  let atWork = 0
  let closed = false

  function add(): boolean {
    if (closed || waiting.size >= most || !works()) return false
    try {
      const sandbox = prepare()
      waiting.add(sandbox)
      // One that ends unused is not replaced here: whatever ended it would end the next. The next run asks for another.
      void sandbox.lost.then(() => waiting.delete(sandbox))
      return true
    } catch (error) {
      failed(error)
      return false
    }
  }
  /** Where all processors are busy, building would only delay the runs; they build their own. */
  function refill(): void {
    if (atWork === 0) while (add());
    else if (atWork < processors) add()
  }
  refill()

  return {
    take() {
      const [first] = waiting
      if (first) waiting.delete(first)
      return first
    },
    began() {
      atWork += 1
    },
    over() {
      atWork -= 1
      // Afterwards, because whoever asked for the run waits for its end.
      setImmediate(refill)
    },
    get size() {
      return waiting.size
    },
    close() {
      closed = true
      for (const sandbox of waiting) sandbox.drop()
      waiting.clear()
    },
  }
}
