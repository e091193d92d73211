// Starts another program and waits for it.
const { spawn } = require('node:child_process')

const child = spawn('echo', ['hello'])
child.on('error', (error) => {
  console.error(error.message)
  process.exitCode = 1
})
child.on('exit', (status) => {
  process.exitCode = status ?? 1
})
