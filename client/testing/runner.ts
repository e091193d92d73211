/** Accepts runs, for tests: each run lasts until the test ends it. */
import type { Refusal } from '../../protocol/errors.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { recorded } from '../model/testing/recordedEvents.ts'
import type { RunLog } from '../store/runLog.ts'

interface Asked {
  settings: RunSettings
  log: RunLog
  /** Ends the run with the recording of its strategy. */
  end(): void
  refuse(refusal: Refusal): void
  cancel(): void
}

/** Runs at once whatever is asked for, as `Capabilities` does. */
export class Runner {
  /** All runs that have begun, in order. */
  readonly begun: Asked[] = []
  cancels = 0
  #wake = (): void => {}
  #taken = 0

  readonly run = (settings: RunSettings, log: RunLog): Promise<void> => this.#begin(settings, log)

  readonly cancel = (log: RunLog): void => {
    this.cancels += 1
    if (!log.isOver) this.begun.find((one) => one.log === log)?.cancel()
  }

  /** The next run to begin that the test has not taken yet. */
  async next(): Promise<Asked> {
    while (this.begun.length <= this.#taken) await new Promise<void>((resolve) => (this.#wake = resolve))
    return this.begun[this.#taken++] as Asked
  }

  #begin(settings: RunSettings, log: RunLog): Promise<void> {
    return new Promise((resolve) => {
      this.begun.push({
        settings,
        log,
        end() {
          log.append(recorded(settings.strategy), [])
          log.finish('ended', null)
          resolve()
        },
        refuse(refusal) {
          log.finish('failed', refusal)
          resolve()
        },
        cancel() {
          log.finish('cancelled', null)
          resolve()
        },
      })
      this.#wake()
    })
  }
}
