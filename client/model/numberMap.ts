/**
 * An immutable map from whole numbers from 0 on. A changed copy shares with the original all that has not changed, so that a change
 * costs the logarithm of the size: a story keeps the state of every task after every step. Pure.
 */

/** Eight to a node: a copied node is small, and a map of 4,000 numbers has four levels. */
const WIDTH = 8

type Node<T> = readonly (Node<T> | T | undefined)[]

export class NumberMap<T extends NonNullable<unknown>> {
  readonly #root: Node<T>
  /** How many numbers the root has room for: a power of WIDTH. */
  readonly #room: number

  constructor(root: Node<T> = [], room = WIDTH) {
    this.#root = root
    this.#room = room
  }

  get(number: number): T | undefined {
    if (number >= this.#room) return undefined
    let node: Node<T> | undefined = this.#root
    let rest = number
    for (let size = this.#room / WIDTH; size > 1 && node; size /= WIDTH) {
      node = node[Math.floor(rest / size)] as Node<T> | undefined
      rest %= size
    }
    return node?.[rest] as T | undefined
  }

  with(number: number, value: T): NumberMap<T> {
    let root = this.#root
    let room = this.#room
    for (; number >= room; room *= WIDTH) root = root.length === 0 ? root : [root]
    return new NumberMap(changed(root, room / WIDTH, number, value), room)
  }

  without(number: number): NumberMap<T> {
    return this.get(number) === undefined ? this : new NumberMap(changed(this.#root, this.#room / WIDTH, number, undefined), this.#room)
  }

  /** The values, in the order of their numbers. */
  *[Symbol.iterator](): Generator<T, void> {
    yield* valuesOf<T>(this.#root, this.#room / WIDTH)
  }
}

/** `size`: how many numbers each place of the node stands for. */
function changed<T>(node: Node<T>, size: number, number: number, value: T | undefined): Node<T> {
  const copy = node.slice()
  const at = Math.floor(number / size)
  copy[at] = size === 1 ? value : changed((node[at] as Node<T> | undefined) ?? [], size / WIDTH, number % size, value)
  return copy
}

function* valuesOf<T>(node: Node<T>, size: number): Generator<T, void> {
  for (const inside of node) {
    if (inside === undefined) continue
    if (size === 1) yield inside as T
    else yield* valuesOf(inside as Node<T>, size / WIDTH)
  }
}
