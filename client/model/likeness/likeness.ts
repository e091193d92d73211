/**
 * How much our run resembles the real one: aligns both windows, lane by lane and part by part. The lanes are separate
 * because parent and child race after fork: the scheduler decides the order between them, not the runtime.
 */
import { diffArrays } from 'diff'
import type { KnownDifference } from '../../../protocol/specimen.ts'
import { listAt } from '../listAt.ts'
import { type PlainCall, type PlainWindow, plainOf } from './plain.ts'
import type { Part, SpawnWindow, WindowCall } from './window.ts'

/** `extra`: only our run makes the call. `missing`: only the real run makes it. */
export type CallVerdict = 'same' | 'arguments' | 'extra' | 'missing' | 'reordered'
export interface Pair {
  lane: WindowCall['lane']
  part: Part
  verdict: CallVerdict
  ours: PlainCall | undefined
  real: PlainCall | undefined
  /** The id of the known difference that explains this pair. */
  explained: string | undefined
}
export interface Likeness {
  pairs: Pair[]
  counts: Record<CallVerdict, number>
  explained: number
  unexplained: number
  /** Equal calls as a share of all calls that either run makes, rounded down. So 100 means equal throughout. */
  percent: number
}

const PARTS: Record<WindowCall['lane'], readonly Part[]> = { parent: ['prepare', 'create', 'resume', 'reap'], child: ['child-setup', 'exec'] }

export function likenessOf(ours: SpawnWindow, real: SpawnWindow, known: readonly KnownDifference[]): Likeness {
  const [a, b] = [plainOf(ours), plainOf(real)]
  const pairs = [...lanePairs('parent', a, b), ...lanePairs('child', a, b)].map((pair) => ({ ...pair, explained: explanation(pair, known) }))
  const counts: Record<CallVerdict, number> = { same: 0, arguments: 0, extra: 0, missing: 0, reordered: 0 }
  for (const { verdict } of pairs) counts[verdict] += 1
  const explained = pairs.filter((pair) => pair.explained !== undefined).length
  return { pairs, counts, explained, unexplained: pairs.length - counts.same - explained, percent: Math.floor((counts.same / Math.max(1, pairs.length)) * 100) }
}

function lanePairs(lane: WindowCall['lane'], ours: PlainWindow, real: PlainWindow): Pair[] {
  const pairs = PARTS[lane].flatMap((part) => partPairs(lane, part, inPart(ours[lane], part), inPart(real[lane], part)))
  return reordered(pairs)
}

function inPart(calls: readonly PlainCall[], part: Part): PlainCall[] {
  return calls.filter(({ of }) => of.part === part)
}

function partPairs(lane: WindowCall['lane'], part: Part, ours: readonly PlainCall[], real: readonly PlainCall[]): Pair[] {
  const pairs: Pair[] = []
  const pair = (verdict: CallVerdict, a: PlainCall | undefined, b: PlainCall | undefined): void => {
    pairs.push({ lane, part, verdict, ours: a, real: b, explained: undefined })
  }
  let [onlyOurs, onlyReal]: [PlainCall[], PlainCall[]] = [[], []]
  const settle = (): void => {
    for (const [a, b] of byName(onlyOurs, onlyReal)) pair(a && b ? 'arguments' : a ? 'extra' : 'missing', a, b)
    onlyOurs = []
    onlyReal = []
  }
  let [i, j] = [0, 0]
  const text = ({ text }: PlainCall): string => text
  for (const change of diffArrays(ours.map(text), real.map(text))) {
    const count = change.value.length
    if (change.removed) {
      for (const call of ours.slice(i, i + count)) onlyOurs.push(call)
      i += count
    } else if (change.added) {
      for (const call of real.slice(j, j + count)) onlyReal.push(call)
      j += count
    } else {
      settle()
      for (let n = 0; n < count; n += 1) pair('same', ours[i + n], real[j + n])
      i += count
      j += count
    }
  }
  settle()
  return pairs
}

/** In a stretch that differs, two calls of the same name count as one call with other arguments. */
function byName(ours: readonly PlainCall[], real: readonly PlainCall[]): [PlainCall | undefined, PlainCall | undefined][] {
  const out: [PlainCall | undefined, PlainCall | undefined][] = []
  /** The places of each call in the real stretch, the first one last. */
  const places = new Map<string, number[]>()
  for (const [at, { of }] of [...real.entries()].toReversed()) listAt(places, of.call).push(at)
  let passed = 0
  for (const call of ours) {
    const left = places.get(call.of.call) ?? []
    while ((left.at(-1) ?? passed) < passed) left.pop()
    const at = left.pop()
    if (at === undefined) out.push([call, undefined])
    else {
      for (; passed < at; passed += 1) out.push([undefined, real[passed]])
      out.push([call, real[passed]])
      passed += 1
    }
  }
  for (; passed < real.length; passed += 1) out.push([undefined, real[passed]])
  return out
}

/** A call that is extra in one place and missing in another place of the same lane has only moved. */
function reordered(pairs: readonly Pair[]): Pair[] {
  const missing = new Map<string, Pair[]>()
  for (const pair of pairs.toReversed()) if (pair.verdict === 'missing' && pair.real) listAt(missing, pair.real.text).push(pair)
  const moved = new Set<Pair>()
  const out = pairs.map((pair): Pair => {
    const twin = pair.verdict === 'extra' ? missing.get(pair.ours?.text ?? '')?.pop() : undefined
    if (!twin) return pair
    moved.add(twin)
    return { ...pair, verdict: 'reordered', real: twin.real }
  })
  return out.filter((pair) => !moved.has(pair))
}

function explanation(pair: Pair, known: readonly KnownDifference[]): string | undefined {
  if (pair.verdict === 'same') return undefined
  const { verdict, lane } = pair
  const text = (pair.real ?? pair.ours)?.text ?? ''
  return known.find((one) => one.lane === lane && one.kinds.includes(verdict) && new RegExp(`^${one.call}`).test(text))?.id
}
