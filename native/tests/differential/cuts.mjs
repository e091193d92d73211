/**
 * Compares where lines are cut when something else happens before the call ends, that is, how much strace prints at
 * entry. Only calls that were cut in both traces are compared, because which ones are cut is a race.
 */
const mask = (text) => text.replace(/0x[0-9a-f]{5,}/g, 'A').replace(/\b\d+\b/g, 'N')

/** Calls with the same key are compared. clone3 keeps its size, because strace decides by it whether all is known at entry. */
const keyOf = (whole) => (whole.startsWith('clone3(') ? `${mask(whole)} ${/, (\d+)\)/.exec(whole)?.[1]}` : mask(whole))

function cutsOf(traces) {
  const cuts = new Map()
  for (const { cuts: list } of traces)
    for (const { begun, whole } of list) {
      const key = keyOf(whole)
      if (!cuts.has(key)) cuts.set(key, new Set())
      cuts.get(key).add(mask(begun))
    }
  return cuts
}

const cutInBoth = (left, right) => [...left.keys()].filter((key) => right.has(key))

/** The number of calls that were cut in both traces. */
export function cutsInBoth(ours, theirs) {
  return cutInBoth(cutsOf(ours), cutsOf(theirs)).length
}

/** Describes at most `most` differences. At least `atLeast` calls must have been cut in both traces. */
export function cutDifferences(ours, theirs, { atLeast, most }) {
  const left = cutsOf(ours)
  const right = cutsOf(theirs)
  const both = cutInBoth(left, right)
  const found = both.flatMap((key) => {
    const other = right.get(key)
    return [...left.get(key)].filter((begun) => !other.has(begun)).map((begun) => `cut elsewhere\n# ours   ${begun}|\n# strace ${[...other][0]}|`)
  })
  if (both.length < atLeast) found.push(`only ${both.length} calls were cut on both sides`)
  return found.slice(0, most)
}
