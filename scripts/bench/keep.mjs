/** Prints a figure, and stores it with the machine and its load: one line of .cache/figures.ndjson. */
import { appendFileSync, mkdirSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release } from 'node:os'
import path from 'node:path'
import { ROOT } from '../setup/stamp.mjs'

const FILE = path.join(ROOT, '.cache/figures.ndjson')

/** @param {string} what @param {Record<string, unknown>} figures */
export function keep(what, figures) {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' ') : value}`)
  console.log(`${what.padEnd(24)} ${words.join(', ')}`)
  const machine = {
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
    kernel: release(),
    node: process.version,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
  }
  mkdirSync(path.dirname(FILE), { recursive: true })
  appendFileSync(FILE, `${JSON.stringify({ at: new Date().toISOString(), what, ...figures, machine })}\n`)
}
