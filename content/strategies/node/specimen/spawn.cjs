// The smallest Node program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [path=DIRS] [uid=N] [detached] [session] [open] [handle=SIGNAL]
// Node 10 does not know the prefix node: yet.
// biome-ignore lint/style/useNodejsImportProtocol: see above.
const { spawn } = require('child_process')
// biome-ignore lint/style/useNodejsImportProtocol: see above.
const { openSync } = require('fs')

const [program, ...words] = process.argv.slice(2)
const options = { stdio: 'inherit' }
for (const word of words) {
  const [key, value] = word.split('=')
  if (key === 'cwd') options.cwd = value
  else if (key === 'path') options.env = { PATH: value }
  else if (key === 'uid') Object.assign(options, { uid: Number(value), gid: Number(value) })
  else if (key === 'detached' || key === 'session') options.detached = true
  else if (key === 'handle') process.on(`SIG${value || 'USR1'}`, () => {})
  else if (key === 'open') openSync('/dev/zero')
  else throw new Error(`no such word: ${word}`)
}
const child = spawn(program, [], options)
child.on('error', (error) => process.exit(-error.errno))
child.on('exit', (status) => process.exit(status === null ? 1 : status))
