/**
 * Counts what a piece of work looks at, so that a test can say how it grows, whatever else the machine does: the places that the
 * methods of arrays, maps and sets visit, copy or move. A loop over bare indices is not seen, except over what `counted` returns.
 */

let visits = 0

/** Methods that call back once for each place; the calls are counted, since they may stop early. */
const CALLING = [
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'map',
  'reduce',
  'some',
  'sort',
  'toSorted',
] as const
/** Methods that visit, copy or move every place. */
const WHOLE = ['concat', 'includes', 'indexOf', 'join', 'lastIndexOf', 'reverse', 'shift', 'splice', 'toReversed', 'toSpliced', 'unshift', 'with'] as const

/** What `work` visits. It must not wait. */
export function visitsIn(work: () => unknown): number {
  const undo = [
    ...CALLING.map(countCalls),
    ...WHOLE.map(countAll),
    countSlices(),
    ...[[], new Map(), new Set()].map((one) => countSteps(one[Symbol.iterator]())),
  ]
  visits = 0
  try {
    work()
    return visits
  } finally {
    for (const one of undo.toReversed()) one()
  }
}

/** The same list, in which every read of a place is counted. */
export function counted<T>(list: readonly T[]): readonly T[] {
  return new Proxy(list, {
    get(target, key, self) {
      if (typeof key === 'string' && /^\d+$/.test(key)) visits += 1
      return Reflect.get(target, key, self)
    },
  })
}

type Method = (this: unknown[], ...args: unknown[]) => unknown

function replaced(proto: object, key: PropertyKey, make: (original: Method) => Method): () => void {
  const before = Object.getOwnPropertyDescriptor(proto, key)
  if (!before) throw new Error(`no ${String(key)} to count`)
  Object.defineProperty(proto, key, { ...before, value: make(before.value) })
  return () => void Object.defineProperty(proto, key, before)
}

const countCalls = (key: (typeof CALLING)[number]): (() => void) =>
  replaced(
    Array.prototype,
    key,
    (original) =>
      function (...args) {
        const call = args[0]
        if (typeof call === 'function')
          args[0] = function (this: unknown, ...places: unknown[]) {
            visits += 1
            return Reflect.apply(call, this, places)
          }
        return original.apply(this, args)
      },
  )

const countAll = (key: (typeof WHOLE)[number]): (() => void) =>
  replaced(
    Array.prototype,
    key,
    (original) =>
      function (...args) {
        visits += this.length
        return original.apply(this, args)
      },
  )

/** A slice visits what it copies. */
const countSlices = (): (() => void) =>
  replaced(
    Array.prototype,
    'slice',
    (original) =>
      function (...args) {
        const copy = original.apply(this, args) as unknown[]
        visits += copy.length
        return copy
      },
  )

/** `for … of`, a spread, and what is made from an iterable: all of them take one step after another. */
const countSteps = (iterator: Iterator<unknown>): (() => void) =>
  replaced(
    Object.getPrototypeOf(iterator),
    'next',
    (original) =>
      function (...args) {
        visits += 1
        return original.apply(this, args)
      },
  )
