// The smallest Bun program that starts another and waits for it:
// spawn PROGRAM [cwd=DIR] [path=DIRS] [uid=N] [handle=NAME] [open] [session]
import { openSync } from 'node:fs'

const [program, ...words] = process.argv.slice(2)
const refuse = (why) => {
  console.error(why)
  process.exit(2)
}
if (program === undefined) refuse('usage: spawn PROGRAM [WORD]...')
const options = { stdio: ['inherit', 'inherit', 'inherit'] }
for (const word of words) {
  const [key, value] = word.split('=', 2)
  if (key === 'cwd') options.cwd = value
  else if (key === 'path') options.env = { PATH: value }
  else if (key === 'uid') options.uid = options.gid = Number(value)
  else if (key === 'handle') process.on(`SIG${value}`, () => {})
  else if (key === 'open') openSync('/dev/zero', 'r')
  else if (key === 'session') options.detached = true
  else refuse(`no such word: ${word}`)
}
try {
  process.exit(await Bun.spawn([program], options).exited)
} catch (error) {
  process.exit(error.errno ? Math.abs(error.errno) : 1)
}
