/** The tasks of a moment in the order of their births, each found by its number. Immutable; tables share unchanged parts. Pure. */
import { NumberMap } from './numberMap.ts'

export class TaskTable<T extends { readonly task: number }> {
  /** By place in the order. */
  readonly #states: NumberMap<T>
  /** The place of each task. */
  readonly #places: NumberMap<number>
  readonly #next: number

  constructor(states = new NumberMap<T>(), places = new NumberMap<number>(), next = 0) {
    this.#states = states
    this.#places = places
    this.#next = next
  }

  of(task: number): T | undefined {
    const place = this.#places.get(task)
    return place === undefined ? undefined : this.#states.get(place)
  }

  /** A known task keeps its place; a new one comes last. */
  with(state: T): TaskTable<T> {
    const place = this.#places.get(state.task)
    return place === undefined ? this.withLast(state) : new TaskTable(this.#states.with(place, state), this.#places, this.#next)
  }

  /** The task comes last, even if it is known. */
  withLast(state: T): TaskTable<T> {
    const before = this.#places.get(state.task)
    const others = before === undefined ? this.#states : this.#states.without(before)
    return new TaskTable(others.with(this.#next, state), this.#places.with(state.task, this.#next), this.#next + 1)
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#states[Symbol.iterator]()
  }
}
