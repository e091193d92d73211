import { expect, it } from 'vitest'
import { columnNames } from './columnNames.ts'

it('a column is named by its strategy alone, as long as that tells it apart', () => {
  expect(columnNames(['Rust: std::process::Command', 'Go: os/exec'], ['1.66', '1.26'])).toEqual(['Rust', 'Go'])
})

it('two columns of one strategy are told apart by edition and switches', () => {
  expect(columnNames(['Rust: std::process::Command', 'Rust: std::process::Command · 1.65'], ['1.66', '1.65'])).toEqual(['Rust 1.66', 'Rust 1.65'])
  expect(columnNames(['Nim: osproc', 'Nim: osproc · use_fork'], ['2.2.6', '2.2.6'])).toEqual(['Nim 2.2.6', 'Nim 2.2.6 use_fork'])
})

it('a run that has not come yet has no edition', () => {
  expect(columnNames(['Rust: a', 'Rust: a · 1.65'], [undefined, null])).toEqual(['Rust', 'Rust 1.65'])
})
