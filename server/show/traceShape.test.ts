import { expect, it } from 'vitest'
import { canBeTrace } from './traceShape.ts'

const can = (text: string): boolean => canBeTrace(Buffer.from(text))

it.each([
  '{"seq":0,"ns":1,"kind":"hello"}',
  'execve("/bin/true", ["true"], 0x7ffd /* 9 vars */) = 0',
  'clone(child_stack=NULL, flags=CLONE_VFORK <unfinished ...>',
  '[pid  1234] 12:34:56.789 <... wait4 resumed>) = 7',
  '4711  1700000000.123456 +++ exited with 0 +++',
  '4711  0.000123 --- SIGCHLD {si_signo=SIGCHLD} ---',
])('takes %s', (line) => {
  expect(can(line)).toBe(true)
  expect(can(`what the program said\n${line}\n`)).toBe(true)
})

it.each(['# A page\n\nThis describes open(2) and what it returns.\n', '{"name": "spawnscope"}', '\0\0ELF', 'int main(void)\n{\n\tputs("a");\n}\n'])(
  'refuses %j',
  (text) => {
    expect(can(text)).toBe(false)
  },
)
