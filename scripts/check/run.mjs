/** A command, heard: what it writes is told line by line, and kept. */
import { spawn } from 'node:child_process'
import { ROOT } from '../setup/stamp.mjs'

/** Process groups at work: they are ended with us. @type {Set<number>} */
const groups = new Set()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    for (const group of groups) end(group)
    process.kill(process.pid, signal)
  })

/** @param {number} group */
function end(group) {
  try {
    process.kill(-group, 'SIGTERM')
  } catch {
    // It ended by itself.
  }
}

/** Its output is read by programs and kept in logs. */
const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined }

/**
 * Runs a command, telling the lines that `show` lets through. What it says on standard error is told with them.
 * @param {string[]} words @param {(text: string) => void} tell
 * @param {{ env?: Record<string, string>, show?: (line: string) => boolean }} [options]
 * @returns {Promise<{ status: number | null, output: string }>} `output`: its standard output.
 */
export function run([command = '', ...args], tell, { env = {}, show = () => true } = {}) {
  return new Promise((resolve) => {
    // In a session of its own: what a suite stops or hangs up is no other suite's, nor ours.
    const child = spawn(command, args, { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...PLAIN, ...env } })
    const group = child.pid ?? 0
    if (group > 0) groups.add(group)
    let output = ''
    const lines = byLine((line) => show(line) && tell(`  ${line}\n`))
    const errors = byLine((line) => tell(`  ${line}\n`))
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
      lines.take(chunk)
    })
    child.stderr.setEncoding('utf8').on('data', errors.take)
    child.once('error', (error) => {
      groups.delete(group)
      tell(`  ${command}: ${error.message}\n`)
      resolve({ status: 1, output })
    })
    child.once('close', (status) => {
      groups.delete(group)
      lines.end()
      errors.end()
      resolve({ status, output })
    })
  })
}

/** @param {(line: string) => void} each */
function byLine(each) {
  let rest = ''
  return {
    /** @param {string} chunk */
    take(chunk) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) each(line)
    },
    end() {
      if (rest) each(rest)
    },
  }
}
