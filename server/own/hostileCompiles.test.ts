/** Programs that are hostile while they are compiled: each is refused, or ended at its limit, and nothing of it is left. Real compilers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OwnLanguage } from '../../protocol/own.ts'
import { RUN_UID } from '../environment.ts'
import { sandboxWorks } from '../testing/containedRun.ts'
import { type CompileOutcome, end, errors, hasControls, inC, openStrangersServer, SECRET, type StrangersServer } from '../testing/strangersServer.ts'
import { mainOf } from './toolchains.ts'

const works = sandboxWorks()
let strangers: StrangersServer
beforeAll(async () => {
  if (works) strangers = await openStrangersServer(RUN_UID + 23)
})
afterAll(() => strangers?.stop())

/** What a compilation must have come to. */
type Verdict = (answer: CompileOutcome) => void
const says =
  (pattern: RegExp): Verdict =>
  ({ program, said }) => {
    expect(program).toBeNull()
    expect(said).toMatch(pattern)
  }
/** Ended by a limit, or by the compiler's own. */
const ended: Verdict = ({ program, code, said, fault }) => {
  expect(program).toBeNull()
  expect(code ?? `${said}${fault}`).not.toBe('')
}

describe.runIf(works)('a program that is hostile while it is compiled', () => {
  const nim = (command: string): string => `static:\n  echo staticExec("${command}")\necho "x"\n`
  const COMPILES: [string, OwnLanguage, () => string, Verdict][] = [
    [
      'reads secrets',
      'nim',
      () => nim(`cat /etc/shadow /root/.bashrc ${strangers.data}/secret.txt; id; ls /home; env`),
      ({ said }) => expect(said).toMatch(/uid=1000/),
    ],
    [
      'reads environments',
      'nim',
      () => nim('cat /proc/*/environ /proc/*/cmdline | tr \\"\\\\0\\" \\" \\"; echo seen'),
      ({ said }) => expect(said).toContain('seen'),
    ],
    ['asks for the environment at compile time', 'rust', () => 'fn main() { println!("{}", env!("OPERATORS_TOKEN")); }\n', says(/environment variable/)],
    [
      'asks for it and goes on without',
      'rust',
      () => 'fn main() { println!("{:?} {:?}", option_env!("OPERATORS_TOKEN"), option_env!("HOME")); }\n',
      ({ program, said }) => expect(program, said).not.toBeNull(),
    ],
    ['includes a file of this machine', 'rust', () => 'fn main() { print!("{}", include_str!("/etc/shadow")); }\n', says(/couldn't read|No such file|denied/)],
    [
      'includes the operator’s file',
      'rust',
      () => `fn main() { print!("{}", include_str!("${strangers.data}/secret.txt")); }\n`,
      says(/couldn't read|No such file|denied/),
    ],
    [
      'takes a file by a path attribute',
      'rust',
      () => `#[path = "${strangers.data}/secret.txt"]\nmod secret;\nfn main() {}\n`,
      says(/couldn't read|No such file|file not found|denied/),
    ],
    [
      'takes a file by the assembler',
      'c',
      () => `__asm__(".incbin \\"${strangers.data}/secret.txt\\"");\nint main(void) { return 0; }\n`,
      says(/not found|No such file|can't open/i),
    ],
    ['takes a file by #include', 'c', () => `#include "${strangers.data}/secret.txt"\nint main(void) { return 0; }\n`, says(/No such file/)],
    [
      'takes a file by //go:embed',
      'go',
      () => `package main\n\nimport _ "embed"\n\n//go:embed ${'../'.repeat(4)}etc/passwd\nvar s string\n\nfunc main() { print(s) }\n`,
      says(/invalid pattern|no matching|embed/),
    ],
    [
      'takes the network',
      'nim',
      () => nim('python3 -c \\"import socket; socket.socket()\\" 2>&1 | tail -1'),
      ({ said }) => expect(said).toMatch(/Operation not permitted|PermissionError/),
    ],
    ['traces its neighbours', 'nim', () => nim('echo x > /proc/2/mem || echo refused'), ({ said }) => expect(said).toContain('refused')],
    ['forks without end', 'nim', () => nim('f() { f | f & }; f; sleep 1000'), ({ code, said }) => expect(code ?? said).toMatch(/time_limit|failed|annot fork/)],
    ['kills whatever it can', 'nim', () => nim('kill -9 -1; sleep 1000'), ended],
    ['leaves a process behind', 'nim', () => nim('sleep 1000 > /dev/null 2>&1 &'), ({ program, code }) => expect(code ?? program).toEqual(expect.any(String))],
    [
      'fills its disk',
      'nim',
      () => nim('yes | head -c 60000000 > /tmp/a; for i in b c d e f; do cp /tmp/a /tmp/$i || echo full; done; echo x'),
      ({ said, code }) => expect(code ?? said).toMatch(/No space|time_limit|helper_failed/),
    ],
    [
      'writes a file without end',
      'nim',
      () => nim('yes | head -c 100000000 > /tmp/a; stat -c %s /tmp/a'),
      ({ said }) => expect(Number(/\d{6,}/.exec(said)?.[0])).toBeLessThanOrEqual(64 * 1024 * 1024),
    ],
    [
      'puts a link in place of the program',
      'nim',
      () => nim('(while :; do ln -sf /etc/ld.so.cache /tmp/program; done) > /dev/null 2>&1 &'),
      ({ program, fault, said, code }) => expect(program === null ? (code ?? `${fault}${said}`) : 'its own').not.toBe(''),
    ],
    ['includes itself without end', 'c', () => '#include __FILE__\nint main(void) { return 0; }\n', says(/nested too deeply|include/)],
    ['includes a device without end', 'c', () => '#include "/dev/urandom"\nint main(void) { return 0; }\n', ended],
    ['makes a huge program', 'c', () => 'char a[1 << 30] = { 1 };\nint main(void) { return a[0]; }\n', ended],
    [
      'makes huge text',
      'c',
      () =>
        `${['A _Pragma("message(\\"x\\")")', 'B A A A A A A A A', 'D B B B B B B B B', 'E D D D D D D D D', 'F E E E E E E E E'].map((one) => `#define ${one}`).join('\n')}\nF\nint main(void) { return 0; }\n`,
      ({ said }) => expect(Buffer.byteLength(said)).toBeLessThanOrEqual(64 * 1024),
    ],
    [
      'makes its compiler work without end',
      'c',
      () => '__asm__(".macro f n\\n.if \\\\n\\nf (\\\\n-1)\\nf (\\\\n-1)\\n.endif\\n.endm\\nf 40");\nint main(void) { return 0; }\n',
      ({ code }) => expect(code).toBe('time_limit'),
    ],
    [
      'writes escapes into its messages',
      'c',
      () => '#warning "\u001b[2J\u009b31m\u0007"\nint main(void) { return 0; }\n',
      ({ said, text }) => expect([said.includes('[2J'), hasControls(text)]).toEqual([true, false]),
    ],
  ]
  it.each(COMPILES)('%s (%s)', async (name, language, source, verdict) => {
    if (!strangers.languages.includes(language)) {
      if (process.env.CI === 'true') throw new Error(`${language} must be here where CI=true`)
      return console.warn(`skipped, no ${language} here: a program that ${name}`)
    }
    const answer = await strangers.compiled(language, mainOf(language), source())
    expect(answer.text).not.toContain(SECRET)
    expect(answer.text).not.toMatch(/root:[*$!x]|uid=0/)
    verdict(answer)
    await strangers.nothingLeft()
  })

  it('has its lines read by nobody who can be harmed: huge DWARF, and DWARF that is none', async () => {
    const ten = (name: string, one: string): string => `#define ${name}(n) ${Array.from({ length: 10 }, (_, digit) => `${one}(n##${digit})`).join(' ')}`
    const structs = ['#define S(n) struct s##n { int a, b; struct s##n *next; } v##n;', ten('T', 'S'), ten('U', 'T'), ten('V', 'U'), 'V(1) V(2) V(3)']
    const huge = `${structs.join('\n')}\n${inC('getppid();')}`
    const broken = `__asm__(".section .debug_line,\\"\\",@progbits\\n.fill 4000,1,0xff\\n.previous");\n${inC('getppid();')}`
    for (const source of [huge, broken]) {
      const { program, said } = await strangers.compiled('c', 'main.c', source)
      expect(program, said).not.toBeNull()
      const run = await strangers.ran(program ?? '')
      expect(end(run)?.outcome).toBe('traced')
      expect(errors(run, 'getppid')).toEqual([null])
    }
    await strangers.nothingLeft()
  })
})

it.runIf(works)('all that is left in the temporary directory is the folder of its programs, and that goes with the server', async () => {
  expect(strangers.folders('own-')).toEqual([])
  expect(strangers.folders('programs-')).toHaveLength(1)
  await strangers.stop()
  expect(strangers.folders()).toEqual([])
})
