/** The names that a reader probably meant. Pure. */
import { nearest } from '../../protocol/nearest.ts'

/** `known`: what exists, the most alike first. `near`: the most alike is so much alike that it is probably meant. */
export function nearNames(word: string, names: readonly string[]): { known: readonly string[]; near: boolean } {
  const near = nearest(word, names)
  return {
    known: near.length < names.length ? [...near, ...names.filter((name) => !near.includes(name))] : names,
    near: near.length < names.length,
  }
}
