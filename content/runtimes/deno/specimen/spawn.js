// The smallest Deno program that starts another and waits for it:
// spawn PROGRAM [cwd=DIR] [path=DIRS] [uid=N] [handle=NAME] [open] [session]
const [program, ...words] = Deno.args
const refuse = (why) => {
  console.error(why)
  Deno.exit(2)
}
if (program === undefined) refuse('usage: spawn PROGRAM [WORD]...')
const options = { stdin: 'inherit', stdout: 'inherit', stderr: 'inherit' }
for (const word of words) {
  const [key, value] = word.split('=', 2)
  if (key === 'cwd') options.cwd = value
  else if (key === 'path') options.env = { PATH: value }
  else if (key === 'uid') options.uid = options.gid = Number(value)
  else if (key === 'handle') Deno.addSignalListener(`SIG${value}`, () => {})
  else if (key === 'open') Deno.openSync('/dev/zero')
  else if (key === 'session') options.detached = true
  else refuse(`no such word: ${word}`)
}
try {
  Deno.exit((await new Deno.Command(program, options).spawn().status).code)
} catch {
  Deno.exit(1)
}
