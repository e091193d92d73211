// The smallest Node program that starts another and waits for it: spawn PROGRAM [cwd=DIR] [path=DIRS] [uid=N] [detached] [session] [handle]
const { spawn } = require('node:child_process')

const [program, ...words] = process.argv.slice(2)
const options = { stdio: 'inherit' }
for (const word of words) {
  const [key, value] = word.split('=')
  if (key === 'cwd') options.cwd = value
  else if (key === 'path') options.env = { PATH: value }
  else if (key === 'uid') Object.assign(options, { uid: Number(value), gid: Number(value) })
  else if (key === 'detached' || key === 'session') options.detached = true
  else if (key === 'handle') process.on('SIGUSR1', () => {})
  else throw new Error(`no such word: ${word}`)
}
const child = spawn(program, [], options)
child.on('error', (error) => process.exit(-error.errno))
child.on('exit', (status) => process.exit(status ?? 1))
