/**
 * Compares traces of programs whose threads race. No two runs are alike, so it compares shapes: how each argument of each
 * call is spelt, with numbers, addresses and the contents of strings masked. A misspelt flag, a forgotten field or a
 * missing argument makes a shape that strace never prints. An undecoded argument lacks a shape that strace always prints.
 * Some calls are rare in a runtime. Their shapes are known from strace's text of the programs that make them on purpose
 * (`vocabulary`), which the strict comparison covers too.
 *
 * Whatever a race decides is split up or left out: each ready event counts alone, addresses and numbers that the kernel
 * did not write are ignored, and failing calls are compared only in the programs that always fail alike.
 */
import { callOf } from './strict.mjs'

const MORE_RUNS = 20
const CALL = /^(\w+)\((.*)\) = (.*)$/
/** Shapes without information. */
const BARE = new Set(['A', 'N', 'NULL', '', 'STRING'])

function mask(text) {
  return (
    text
      .replace(/"(?:[^"\\]|\\.)*"(?:\.\.\.)?/g, 'STRING')
      .replace(/ \/\* [\d.]+ s \*\//g, '')
      // Which call each thread was in when it was seized is a race.
      .replace(/resuming interrupted \w+/g, 'resuming interrupted CALL')
      .replace(/0x[0-9a-f]{5,}/g, 'A')
      .replace(/-?\b\d+\b/g, 'N')
  )
}

/** Splits at commas outside brackets. */
function parts(text) {
  const found = ['']
  let depth = 0
  for (const letter of text) {
    if ('([{'.includes(letter)) depth += 1
    if (')]}'.includes(letter)) depth -= 1
    if (letter === ',' && depth === 0) found.push('')
    else found[found.length - 1] += letter
  }
  return found.map((part) => part.trim())
}

const oneByOne = (text) => {
  const ready = /^(.*events=)([A-Z]+(?:\|[A-Z]+)+)(.*)$/.exec(text)
  return ready ? ready[2].split('|').map((event) => `${ready[1]}${event}${ready[3]}`) : [text]
}

/** The items of a list count one by one. */
const itemsOf = (part) => (part.startsWith('[{') && part.endsWith('}]') ? parts(part.slice(1, -1)).flatMap(oneByOne) : [part])

function shapesOf(trace) {
  const shapes = new Set()
  const add = (shape) => shapes.add(shape)
  for (const lines of trace.tasks.values())
    for (const line of lines) {
      // When the process ends is a race, and so is what was printed by then of the call it ended.
      if (line.endsWith(' <never resumed>')) continue
      const masked = mask(line)
      const call = CALL.exec(masked)
      if (!call) {
        add(masked)
        continue
      }
      const [, name, args, result] = call
      const list = parts(args.replace(/,? *<unfinished \.\.\.>$/, ', '))
      // If the process ended during the call, the rest of its arguments was never printed. When that happens is a race, too.
      if (result !== '?' || list.at(-1) !== '') add(`${name} with ${list.length} arguments`)
      // The mask that a handler's return restores is a race too.
      if (name !== 'rt_sigreturn')
        for (const [at, part] of list.entries()) for (const item of itemsOf(part)) if (!BARE.has(item)) add(`${name}, argument ${at + 1}: ${item}`)
      if (!/^(?:N|A|\?.*|N E[A-Z]+ .*)$/.test(result)) for (const item of itemsOf(/(?<=\()\[.*\](?=\))/.exec(result)?.[0] ?? result)) add(`${name} = ${item}`)
    }
  return shapes
}

const union = (sets) => new Set(sets.flatMap((set) => [...set]))
const subject = (shape) => /^.*?(?=:|$)/.exec(shape)[0]

/** All shapes in `traces`. */
export const vocabularyOf = (traces) => union(traces.map(shapesOf))

/**
 * `ourRun` and `theirRun` trace once more, so that a missing shape gets more chances to occur. `vocabulary` returns the
 * shapes that strace is known to print; it is called only if one is missing.
 */
export async function looseDifferences(ourRun, theirRun, vocabulary, most = 1) {
  const ours = [shapesOf(await ourRun()), shapesOf(await ourRun())]
  const theirs = [shapesOf(await theirRun()), shapesOf(await theirRun())]
  const always = [...theirs[0]].filter((shape) => theirs[1].has(shape))
  const first = union(ours)
  // A call that strace never saw cannot be compared.
  const known = (shape) => [...union(theirs)].some((other) => callOf(other) === callOf(shape))
  const notTheirs = () => [...first].filter((shape) => !union(theirs).has(shape) && known(shape))
  const notOurs = () => always.filter((shape) => !union(ours).has(shape))
  if (notTheirs().length > 0) theirs.push(await vocabulary())
  for (let time = 0; time < MORE_RUNS && notTheirs().length > 0; time += 1) theirs.push(shapesOf(await theirRun()))
  for (let time = 0; time < MORE_RUNS && notOurs().length > 0; time += 1) ours.push(shapesOf(await ourRun()))
  const alike = (shape, among) => [...among].find((other) => subject(other) === subject(shape)) ?? 'nothing like it'
  return [
    ...notTheirs().map((shape) => `strace never printed what we do\n# ours   ${shape}\n# strace ${alike(shape, union(theirs))}`),
    ...notOurs().map((shape) => `we never printed what strace does\n# ours   ${alike(shape, union(ours))}\n# strace ${shape}`),
  ].slice(0, most)
}
