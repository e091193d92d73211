/**
 * Traces of a program whose threads race: no two runs are alike. What is compared is the shape of each call: its
 * arguments with every number masked, apart from its result. A misspelt flag, a forgotten field or a wrong comma makes a
 * shape that strace never prints, however often it runs.
 */
import { callOf } from './strict.mjs'

function shapesOf(trace) {
  const shapes = new Set()
  for (const lines of trace.tasks.values())
    for (const line of lines) {
      const cut = line.lastIndexOf(') = ')
      const parts = cut < 0 ? [line] : [line.slice(0, cut + 1), `${callOf(line)} = ${line.slice(cut + 4)}`]
      for (const part of parts) shapes.add(mask(part))
    }
  return shapes
}

function mask(text) {
  return (
    text
      .replace(/"(?:[^"\\]|\\.)*"(?:\.\.\.)?/g, (string) => (string.startsWith('"/') ? string : 'STRING'))
      .replace(/0x[0-9a-f]{5,}/g, 'A')
      // Two numbers keep their meaning: nothing, and "all".
      .replace(/-?\b\d+\b/g, (number) => (number === '0' || number === '-1' ? number : 'N'))
      .replace(/\b0\b(?= vars|\})/g, 'N')
      // However many there are.
      .replace(/(\{[^{}]*\})(?:, \1)+/g, '$1…')
      .replace(/\bN(?:, N)+\b/g, (list) => (list.length > 4 ? 'N…' : list))
  )
}

const union = (sets) => new Set(sets.flatMap((set) => [...set]))

/** `ourRun` and `theirRun` trace once more; a shape that is missing gets some more chances to occur. */
export async function looseDifferences(ourRun, theirRun, most = 1) {
  const MORE = 5
  const ours = [shapesOf(await ourRun()), shapesOf(await ourRun())]
  const theirs = [shapesOf(await theirRun()), shapesOf(await theirRun())]
  const always = [...theirs[0]].filter((shape) => theirs[1].has(shape))
  const notTheirs = () => [...union(ours)].filter((shape) => !union(theirs).has(shape))
  const notOurs = () => always.filter((shape) => !union(ours).has(shape))
  const wanted = () => notTheirs().filter((shape) => ours.slice(0, 2).some((run) => run.has(shape)))
  for (let time = 0; time < MORE && wanted().length > 0; time += 1) theirs.push(shapesOf(await theirRun()))
  for (let time = 0; time < MORE && notOurs().length > 0; time += 1) ours.push(shapesOf(await ourRun()))
  const alike = (shape, among) => [...among].find((other) => callOf(other) === callOf(shape) && other.includes(' = ') === shape.includes(' = '))
  return [
    ...wanted().map((shape) => `strace never printed ours\n# ours   ${shape}\n# strace ${alike(shape, always)} (for example)`),
    ...notOurs().map((shape) => `we never printed strace's\n# strace ${shape}\n# ours   ${alike(shape, union(ours))} (for example)`),
  ].slice(0, most)
}
