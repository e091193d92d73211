/** Who runs what is asked for, for tests: each run waits until the test gives it its end. */
import type { Refusal } from '../../protocol/errors.ts'
import type { RunSettings } from '../../protocol/settings.ts'
import { recorded } from '../model/testing/recorded.ts'
import type { RunLog } from '../store/runLog.ts'

interface Asked {
  settings: RunSettings
  log: RunLog
  /** Ends it with the recorded run of its strategy. */
  end(): void
  refuse(refusal: Refusal): void
  cancel(): void
}

/** Takes runs as `Capabilities` does: one at a time, the others wait; a cancel ends the one and drops the others. */
export class Runner {
  /** All that were begun, in order. */
  readonly begun: Asked[] = []
  cancels = 0
  #turn: Promise<void> = Promise.resolve()
  #wake = (): void => {}
  #taken = 0

  readonly run = (settings: RunSettings, log: RunLog): Promise<void> => {
    const asked = this.cancels
    this.#turn = this.#turn.then(() => (asked === this.cancels ? this.#begin(settings, log) : log.finish('cancelled', null)))
    return this.#turn
  }

  readonly cancel = (): void => {
    this.cancels += 1
    const last = this.begun.at(-1)
    if (last?.log.status === 'empty') last.cancel()
  }

  /** The next that is begun, and that no test has taken yet. */
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
