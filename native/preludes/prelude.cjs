// Says which line of the program starts a process, for the tracer: by a write to a file that it knows. node -r prelude.cjs PROGRAM
const fs = require('node:fs')
const path = require('node:path')
const children = require('node:child_process')

const program = process.argv[1]
// The tracer knows the beginning of this name.
const file = `/tmp/spawnscope-line-${process.pid}-${process.hrtime.bigint()}`
const fd = fs.openSync(file, 'wx', 0o600)
fs.unlinkSync(file)

/** The innermost place of the program on the stack. */
function placeNow() {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 50
  const lines = String(new Error().stack).split('\n')
  Error.stackTraceLimit = limit
  for (const line of lines) {
    const found = /^ +at (?:(.+?) \()?(?:file:\/\/)?(\/[^:()]+):(\d+):\d+\)?$/.exec(line)
    if (found && found[2] === program) return { line: Number(found[3]), function: found[1] ?? '' }
  }
  return null
}

let depth = 0
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
  const own = children[name]
  children[name] = function (...words) {
    const place = depth === 0 ? placeNow() : null
    if (place) fs.writeSync(fd, `${place.line}\t${path.basename(program)}\t${place.function.replace(/[^\x20-\x7e]/g, '?').slice(0, 100)}\n`, 0)
    depth += 1
    try {
      return own.apply(this, words)
    } finally {
      depth -= 1
      if (place) fs.writeSync(fd, '0\t\t\n', 0)
    }
  }
}
// import { spawn } from 'node:child_process' sees them, too.
require('node:module').syncBuiltinESMExports()
