/**
 * The runs of the Lab. A run begins: its rows go to the terminal, and the buttons know. It is shown once there is something to draw:
 * when it has ended, or after a while if it lasts. Until then the figures of the run before it stand there untouched.
 */
import type { RunSettings } from '../../../protocol/runSettings.ts'
import type { RunLog } from '../../store/runLog.ts'
import { dropped, focusOf, kept, type LabRun, MAX_RUNS, ranAs } from './labRunList.ts'

export interface LabRunsShown {
  /** Side by side, newest first. */
  runs: readonly LabRun[]
  focus: LabRun | null
  /** The latest run that the reader asked for and that is drawn; 0 before the first. */
  drawn: number
}

export class LabRunStore {
  /** Also those of which nothing is drawn yet, newest first. */
  begun: readonly LabRun[] = []
  /** Another object only when there is something else to draw. */
  shown: LabRunsShown = { runs: [], focus: null, drawn: 0 }
  /** How many runs there have been. */
  count = 0
  #focus: number | null = null
  readonly #under = new Set<RunLog>()
  readonly #beginReaders = new Set<() => void>()
  readonly #readers = new Set<() => void>()

  /** A run that will fill its log. `asked`: by the reader. */
  begin(settings: RunSettings, log: RunLog, asked: boolean): LabRun {
    const run = this.#add(settings, log)
    this.#under.add(log)
    tellAll(this.#readers)
    let drawn = false
    const undo = log.subscribe(() => {
      if (log.isOver) {
        undo()
        this.#under.delete(log)
      } else if (drawn) return
      if (!drawn) this.#draw(run, asked)
      drawn = true
      tellAll(this.#readers)
    })
    return run
  }

  /** A run that is shown at once: it was made elsewhere, or has been recorded. */
  keep(settings: RunSettings, log: RunLog): LabRun {
    const run = this.#add(settings, log)
    this.#draw(run, false)
    tellAll(this.#readers)
    return run
  }

  look(id: number): void {
    this.#focus = id
    this.#show(this.shown.runs)
    tellAll(this.#readers)
  }

  drop(id: number): void {
    this.begun = dropped(this.begun, id)
    this.#show(dropped(this.shown.runs, id))
    tellAll(this.#readers)
  }

  /** A stored run's own log says how it was made. */
  ranAs(id: number, settings: RunSettings): void {
    this.begun = ranAs(this.begun, id, settings)
    this.#show(ranAs(this.shown.runs, id, settings))
    tellAll(this.#readers)
  }

  /** Some run has begun, and its end is not drawn yet. */
  readonly isBusy = (): boolean => this.#under.size > 0

  /** Calls back when a run begins. */
  readonly onBegin = (reader: () => void): (() => void) => subscribed(this.#beginReaders, reader)
  /** Calls back when what is shown changes. */
  readonly subscribe = (reader: () => void): (() => void) => subscribed(this.#readers, reader)
  readonly snapshot = (): LabRunsShown => this.shown

  #add(settings: RunSettings, log: RunLog): LabRun {
    this.count += 1
    const run = { id: this.count, settings, log }
    this.begun = kept(this.begun, run)
    tellAll(this.#beginReaders)
    return run
  }

  /** The newest first, whichever is drawn first. `asked`: by the reader, so it is the one to look at from its beginning. */
  #draw(run: LabRun, asked: boolean): void {
    const runs = [...this.shown.runs, run].toSorted((a, b) => b.id - a.id)
    if (runs[0] === run) this.#focus = run.id
    this.#show(runs.slice(0, MAX_RUNS), asked ? run.id : this.shown.drawn)
  }

  #show(runs: readonly LabRun[], drawn = this.shown.drawn): void {
    this.shown = { runs, focus: focusOf(runs, this.#focus), drawn }
  }
}

function subscribed(readers: Set<() => void>, reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

function tellAll(readers: ReadonlySet<() => void>): void {
  for (const reader of [...readers]) reader()
}
