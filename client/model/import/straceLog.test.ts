/** Small logs written by hand: each odd thing that strace writes, and what it means. */
import { describe, expect, it } from 'vitest'
import { decodeEvent } from '../../../protocol/decode.ts'
import type { EventOf, TraceEvent } from '../../../protocol/events.ts'
import { straceText } from '../export/straceText.ts'
import type { NoteCode } from './logNotes.ts'
import { OpenedLog } from './openedLog.ts'
import { type Imported, importStrace } from './straceLog.ts'

const log = (...lines: string[]): string => `${lines.join('\n')}\n`
const at = (pid: number, seconds: number, text: string): string => `${String(pid).padEnd(5)} ${(1.8e9 + seconds).toFixed(6)} ${text}`
const of = <K extends TraceEvent['kind']>(events: readonly TraceEvent[], kind: K): EventOf<K>[] =>
  events.filter((event): event is EventOf<K> => event.kind === kind)
const births = ({ events }: Imported) => of(events, 'create').map(({ ns, task, child, child_pid, call }) => [ns / 1e9, task, child, child_pid, call])
const codes = ({ notes }: Imported): NoteCode[] => notes.map(({ code }) => code)
const calls = ({ events }: Imported) => of(events, 'leave').map(({ call, args, result }) => [call, args, result])
const utf16 = (text: string, little: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 * text.length)
  for (let n = 0; n < text.length; n += 1) new DataView(bytes.buffer).setUint16(2 * n, text.charCodeAt(n), little)
  return bytes
}

/** A shell starts a program by vfork, and a thread of another child takes its leader's place. */
const ROUND = log(
  at(40, 0, 'execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0'),
  at(40, 0.5, 'vfork( <unfinished ...>'),
  at(41, 0.6, 'execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */ <unfinished ...>'),
  at(40, 0.7, '<... vfork resumed>) = 41'),
  at(40, 0.8, 'wait4(-1,  <unfinished ...>'),
  at(41, 0.9, '<... execve resumed>) = 0'),
  at(41, 1, 'exit_group(3)   = ?'),
  at(41, 1.1, '+++ exited with 3 +++'),
  at(40, 1.2, '<... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 41'),
  at(40, 1.3, '--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=41, si_uid=0, si_status=3, si_utime=0, si_stime=0} ---'),
  at(40, 1.4, '+++ killed by SIGSEGV (core dumped) +++'),
)

describe('a pid that is given again', () => {
  const again = log(
    at(40, 0, 'execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0'),
    at(40, 1, 'vfork()         = 60'),
    at(60, 1.1, 'execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */) = 0'),
    at(60, 1.2, '+++ exited with 0 +++'),
    at(40, 2, 'fork()          = 50'),
    at(50, 3, 'fork( <unfinished ...>'),
    at(60, 3.1, 'getppid() = 50'),
    at(50, 3.2, '<... fork resumed>) = 60'),
    at(60, 3.3, '+++ exited with 1 +++'),
  )
  it('is another task, made by whoever made it last', () => {
    const imported = importStrace(again)
    expect(births(imported)).toEqual([
      [1, 1, 2, 60, 'vfork'],
      [2, 1, 3, 50, 'fork'],
      [3.1, 3, 4, 60, 'fork'],
    ])
    expect(of(imported.events, 'exit').map(({ task, status }) => [task, status])).toEqual([
      [2, 0],
      [4, 1],
    ])
    expect(imported.notes).toEqual([])
  })

  it('where the ends are hidden, that it has ended is an assumption, and said', () => {
    const hidden = again.split('\n').filter((line) => !line.includes('+++'))
    const imported = importStrace(hidden.join('\n'))
    expect(births(imported)).toHaveLength(3)
    expect(new Set(births(imported).map(([, , child]) => child)).size).toBe(3)
  })

  it('a number that a living task has is of another namespace: nobody’s lines become another’s', () => {
    const imported = importStrace(
      log(
        at(40, 0, 'vfork() = 7'),
        at(7, 1, 'getppid() = 1'),
        at(7, 2, 'clone(child_stack=NULL, flags=CLONE_NEWPID|SIGCHLD) = 40'),
        at(40, 3, 'getppid() = 1'),
        at(7, 4, '+++ exited with 0 +++'),
      ),
    )
    expect(of(imported.events, 'enter').map(({ task, call }) => [task, call])).toEqual([
      [1, 'vfork'],
      [2, 'getppid'],
      [2, 'clone'],
      [1, 'getppid'],
    ])
    expect(codes(imported)).toContain('pid-alive')
  })
})

describe('pid namespaces', () => {
  it('the number that strace adds is the one whose lines follow', () => {
    const imported = importStrace(log(at(40, 0, "vfork() = 2 /* 41 in strace's PID NS */"), at(41, 1, "getpid() = 2 /* 41 in strace's PID NS */")))
    expect(births(imported)).toEqual([[0, 1, 2, 41, 'vfork']])
  })
  it('without it, the child has no known parent, and that is said', () => {
    const imported = importStrace(log(at(40, 0, 'vfork() = 2'), at(41, 1, 'getpid() = 2')))
    expect(births(imported)).toEqual([[0, 1, 2, 2, 'vfork']])
    expect(imported.notes).toContainEqual({ code: 'no-creator', lines: [2], count: 1 })
  })
})

describe('a log of execve alone (-e trace=execve)', () => {
  it('has a start for each new pid, whose maker and making are not in the log', () => {
    const imported = importStrace(
      log(
        at(40, 0, 'execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0'),
        at(41, 1, 'execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */) = 0'),
        at(41, 2, '+++ exited with 0 +++'),
        at(40, 3, 'kill(41, SIGTERM) = 0'),
      ),
    )
    const opened = new OpenedLog(imported.events)
    expect(opened.starts).toEqual([{ seq: 4, pid: 41, parentPid: null, program: '/bin/a', parent: null, call: null, memory: null, ns: 1e9 }])
    expect(codes(imported)).toEqual(['no-creator'])
    expect(opened.figure(opened.first).events.flatMap((event) => ('pid' in event ? [event.pid] : []))).toEqual([41, 41, 41, 41])
  })
})

describe('exec', () => {
  it.each([
    ['execveat(3, "", ["a"], 0x7ffe0 /* 9 vars */, AT_EMPTY_PATH) = 0', 1],
    ['execveat(AT_FDCWD, "a", ["a"], 0x7ffe0 /* 9 vars */, 0) = -1 ENOENT (No such file or directory)', 0],
    ['execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */) = 0 (DELAYED) <0.000100>', 1],
    ['execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */) = 0 (INJECTED)', 0],
    ['execve(0x55d0, 0x7ffe0, 0x7ffe8) = 0', 1],
  ])('%s', (text, count) => expect(of(importStrace(log(at(40, 0, text))).events, 'exec')).toHaveLength(count))

  const thread = (how: string) => [
    at(40, 0, 'clone3({flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0, stack=0x7f10, stack_size=0x9000}, 88) = 41'),
    at(40, 1, 'pause( <unfinished ...>'),
    at(41, 2, `execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */ <${how} ...>`),
    at(40, 3, '<... pause resumed>) = ?'),
    at(40, 4, '+++ superseded by execve in pid 41 +++'),
    at(40, 5, '<... execve resumed>) = 0'),
    at(40, 6, 'exit_group(0) = ?'),
  ]
  it.each(['unfinished', 'pid changed to 40'])('of a thread: %s', (how) => {
    const { events, errors, notes } = importStrace(log(...thread(how)))
    expect([errors, notes]).toEqual([[], []])
    expect(of(events, 'exec').map(({ task, pid, former_pid }) => [task, pid, former_pid])).toEqual([[1, 40, 41]])
    expect(of(events, 'leave').at(-1)).toMatchObject({ task: 1, call: 'execve', args: ['"/bin/a"', '["a"]', '0x7ffe0 /* 9 vars */'], result: '0' })
  })
  it.each(['pause(', 'futex(0x7f10, FUTEX_WAIT, 2, NULL', 'rt_sigprocmask(SIG_BLOCK, ~[], ', 'poll([{fd=3, events=POLLIN}], 1, -1', 'wait4(-1, 0x7ffe0'])(
    'of a thread, where strace tears the leader’s own line: %s',
    (begun) => {
      const [made = '', , execs = '', , superseded = '', ...rest] = thread('unfinished')
      const { events, errors } = importStrace(log(made, execs, `${at(40, 3, begun)}${superseded}`, ...rest))
      expect(errors).toEqual([])
      expect(of(events, 'exec').map(({ pid, former_pid }) => [pid, former_pid])).toEqual([[40, 41]])
    },
  )
  it('of a thread, where strace tears a line with it', () => {
    const torn = thread('unfinished').flatMap((line) => (line.includes('<unfinished') && line.includes('execve') ? [] : [line]))
    const superseded = torn.findIndex((line) => line.includes('superseded'))
    const begun = ['???(', 'execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */', 'execve("/bin/a", ["a"], ["A=]40 +"]', 'execve(0x55d0, 0x7ffe0, 0x7ffe8']
    for (const head of begun.map((text) => `${text === '???(' ? 40 : 41}    1800000003.500000 ${text}`)) {
      const { events, errors } = importStrace(log(...torn.map((line, n) => (n === superseded ? head + line : line))))
      expect(errors).toEqual([])
      expect(of(events, 'exec').map(({ pid, former_pid }) => [pid, former_pid])).toEqual([[40, 41]])
    }
  })
  it('of a thread, without the line that says so (-e quiet=thread-execve)', () => {
    const { events, errors } = importStrace(log(...thread('unfinished').filter((line) => !line.includes('superseded'))))
    expect(errors).toEqual([])
    expect(of(events, 'exec').map(({ pid, former_pid }) => [pid, former_pid])).toEqual([[40, 41]])
  })
})

describe('what a child shares', () => {
  const sharing = (text: string) => {
    const imported = importStrace(log(at(40, 0, text)))
    const [create] = of(imported.events, 'create')
    return (
      create && [
        create.by,
        create.shares.memory,
        create.stack,
        create.suspends,
        create.exit_signal,
        codes(imported).filter((code) => code.startsWith('sharing') && code !== 'sharing-open'),
      ]
    )
  }
  it.each([
    ['clone(child_stack=NULL, flags=CLONE_VM|CLONE_VFORK|SIGCHLD) = 41', ['flags', true, 'same', true, 'SIGCHLD', []]],
    ['clone(child_stack=0x7f10, flags=0x4100|17) = 41', ['flags', true, 'separate', true, 'SIGCHLD', ['sharing-numbers']]],
    [
      'clone(child_stack=NULL, flags=0x1200000 /* CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID */|17 /* SIGCHLD */) = 41',
      ['flags', false, 'copied', false, 'SIGCHLD', ['sharing-numbers']],
    ],
    ['clone(0x4111, 0x7f10, 0, 0, 0) = 0x29', ['flags', true, 'separate', true, 'SIGCHLD', ['sharing-numbers']]],
    ['clone(0x1200011, 0, 0, 0x7f00, 0) = 0x29', ['flags', false, 'copied', false, 'SIGCHLD', ['sharing-numbers']]],
    ['clone3({flags=0x3d0f00, exit_signal=0, stack=0x7f10, stack_size=0x9000}, 88) = 41', ['flags', true, 'separate', false, null, ['sharing-numbers']]],
    ['clone3(0x7ffe0, 0x58) = 0x29', ['unknown', false, 'copied', false, null, ['sharing-unknown']]],
    ['<... clone resumed>, child_tidptr=0x7f00) = 41', ['unknown', false, 'copied', false, null, ['sharing-unknown']]],
    ['<... vfork resumed>) = 41', ['flags', true, 'same', true, 'SIGCHLD', []]],
    ['vfork() = 41 (INJECTED)', undefined],
    ['clone(child_stack=NULL, flags=SIGCHLD) = ? ERESTARTNOINTR (To be restarted)', undefined],
  ])('%s', (text, wanted) => expect(sharing(text)).toEqual(wanted))

  it('memory that is never seen to be given back is said', () => {
    expect(codes(importStrace(log(at(40, 0, 'vfork() = 41'), at(40, 1, 'exit_group(0) = ?'))))).toContain('sharing-open')
  })
})

describe('times', () => {
  const spans = (...lines: string[]) => {
    const imported = importStrace(log(...lines))
    return [of(imported.events, 'enter').map(({ ns }) => ns / 1e9), codes(imported).filter((code) => code.startsWith('times'))]
  }
  it.each([
    ['-r is summed', ['40         0.000000 a() = 0', '40         0.500000 b() = 0', '40         1.000100 c() = 0'], [[0, 0.5, 1.5001], ['times-summed']]],
    ['-r without -f', ['     0.000000 a() = 0', '     0.500000 b() = 0'], [[0, 0.5], ['times-summed']]],
    ['-r beside -t', ['40    10:00:00 (+     0.000000) a() = 0', '40    10:00:00 (+     0.250000) b() = 0'], [[0, 0.25], ['times-summed']]],
    ['-r beside -ttt', ['40    1800000000.000000 (+     0.000000) a() = 0', '40    1800000000.250000 (+     0.250001) b() = 0'], [[0, 0.25], []]],
    ['-tt over midnight', ['40    23:59:59.500000 a() = 0', '40    00:00:00.250000 b() = 0'], [[0, 0.75], ['times-day']]],
    [
      '-t has whole seconds',
      ['40    10:00:00 a() = 0', '40    10:00:02 b() = 0'],
      [
        [0, 2],
        ['times-day', 'times-seconds'],
      ],
    ],
    ['none', ['40    a() = 0', '40    b() = 0'], [[0, 0], ['times-none']]],
    [
      'a clock that is set back',
      ['40    1800000000.500000 a() = 0', '40    1800000000.250000 b() = 0', '40    1800000000.750000 c() = 0'],
      [[0, 0, 0.25], ['times-back']],
    ],
    ['nanoseconds, without a pid', ['1800000000.000000001 a() = 0', '1800000000.000000003 b() = 0'], [[0, 2e-9], []]],
    ['whole seconds, without a pid', ['1800000000 a() = 0', '1800000003 b() = 0'], [[0, 3], ['times-seconds']]],
  ])('%s', (_, lines, wanted) => expect(spans(...lines)).toEqual(wanted))
})

describe('odd arguments', () => {
  it.each([
    ['read(3</a, b (x) = 1>, "x", 1) = 1', [['read', ['3</a, b (x) = 1>', '"x"', '1'], '1']]],
    ['read(3</a \\">, "x", 1) = 1', [['read', ['3</a \\">', '"x"', '1'], '1']]],
    ['read(3</o"dd>, "x", 1) = 1', [['read', ['3</o"dd>', '"x"', '1'], '1']]],
    ['write(4<TCPv6:[[::1]:80->[::1]:9]>, "y", 1) = 1', [['write', ['4<TCPv6:[[::1]:80->[::1]:9]>', '"y"', '1'], '1']]],
    ['ioctl(0</dev/pts/0<char 136:0>>, TCGETS, 0x7f) = 0 <0.000010>', [['ioctl', ['0</dev/pts/0<char 136:0>>', 'TCGETS', '0x7f'], '0']]],
    ['openat(AT_FDCWD</a (2)>, "z", O_RDONLY) = 5</a (2)/z) = 9>', [['openat', ['AT_FDCWD</a (2)>', '"z"', 'O_RDONLY'], '5</a (2)/z) = 9>']]],
    ['kill(41<a(b>, SIGTERM) = 0', [['kill', ['41<a(b>', 'SIGTERM'], '0']]],
    ['write(1, "a\\") = 1, (", 9) = 9', [['write', ['1', '"a\\") = 1, ("', '9'], '9']]],
    [
      'capset({pid=0}, {effective=1<<CAP_KILL|1<<CAP_CHOWN, permitted=0}) = 0',
      [['capset', ['{pid=0}', '{effective=1<<CAP_KILL|1<<CAP_CHOWN, permitted=0}'], '0']],
    ],
    ['wait4(41, 0x7f, 0, NULL) = ? <unavailable>', [['wait4', ['41', '0x7f', '0', 'NULL'], '? <unavailable>']]],
    ['pause( <unfinished ...>) = ?', [['pause', [], '?']]],
  ])('%s', (text, wanted) => {
    const imported = importStrace(log(at(40, 0, text)))
    expect(imported.errors).toEqual([])
    expect(calls(imported)).toEqual(wanted)
  })
})

describe('lines that are no calls', () => {
  it('frames of -k and dumps of -e write= are passed over', () => {
    const imported = importStrace(
      log(
        at(40, 0, 'write(1, "x", 1) = 1'),
        ' | 00000  78                                                x                |',
        ' > /lib/libc.so.6(write+0xf) [0x11438f]',
        at(40, 1, 'exit_group(0) = ?'),
      ),
    )
    expect(imported.errors).toEqual([])
    expect(imported.events).toHaveLength(5)
  })
  it('what the program wrote into its own call is taken out, or said', () => {
    const imported = importStrace(
      log(
        'write(1, "a\\n", 2a',
        ')     = 2',
        'write(1, "10 b", 410 b) = 4',
        'write(2, "a\\nb\\n", 4a',
        'b',
        ' <unfinished ...>',
        'wait4(-1, text',
        'NULL, 0, NULL) = 9',
        'exit_group(0) = ?',
      ),
    )
    expect(calls(imported).map(([, args]) => args)).toEqual([
      ['1', '"a\\n"', '2'],
      ['1', '"10 b"', '4'],
    ])
    expect(imported.errors.map(({ line, why }) => [line, why])).toEqual([[7, 'torn']])
    expect(imported.notes).toContainEqual({ code: 'mixed', lines: [1, 3, 4], count: 3 })
  })
  it('a terminal of strace 6 and one of strace 4', () => {
    const six = importStrace(
      log(
        'execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0',
        'vfork(strace: Process 41 attached',
        ' <unfinished ...>',
        '[pid    41] exit_group(3) = ?',
        '[pid    40] <... vfork resumed>) = 41',
        '[pid    41] +++ exited with 3 +++',
        '+++ exited with 0 +++',
      ),
    )
    const four = importStrace(
      log(
        'execve("/bin/sh", ["sh"], [/* 9 vars */]) = 0',
        'vfork(Process 41 attached',
        ' <unfinished ...>',
        '[pid    41] exit_group(3) = ?',
        '[pid    40] <... vfork resumed> ) = 41',
        '[pid    41] +++ exited with 3 +++',
        'Process 41 detached',
        '+++ exited with 0 +++',
      ),
    )
    for (const imported of [six, four]) {
      expect(imported.errors).toEqual([])
      expect(births(imported)).toEqual([[0, 1, 2, 41, 'vfork']])
      expect(of(imported.events, 'exit').map(({ task, pid, status }) => [task, pid, status])).toEqual([
        [2, 41, 3],
        [1, 40, 0],
      ])
    }
  })
  it('ended by the reader at a terminal (-p, then ^C)', () => {
    const imported = importStrace(log('strace: Process 40 attached', 'read(0, "x", 1) = 1', 'read(0, ^Cstrace: Process 40 detached', ' <detached ...>'))
    expect(imported.errors).toEqual([])
    expect(of(imported.events, 'enter').map(({ pid, args }) => [pid, args])).toEqual([
      [40, ['0', '"x"', '1']],
      [40, ['0']],
    ])
    expect(codes(imported)).toEqual(['times-none', 'detached'])
  })
  it('detached, attached in the middle, resumed without a beginning: said', () => {
    const imported = importStrace(
      log(
        at(40, 0, '<... wait4 resumed>NULL, 0, NULL) = 41'),
        at(41, 1, 'execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */ <detached ...>'),
        at(40, 2, '<... futex resumed> <unfinished ...>) = ?'),
      ),
    )
    expect(imported.errors).toEqual([])
    expect(codes(imported)).toEqual(['no-creator', 'unbegun', 'detached'])
  })
  it('a line of something else is reported by its number', () => {
    expect(importStrace(log(at(40, 0, 'getpid() = 40'), 'hello', at(40, 1, 'getpid() = 40'), 'print(1) = 2')).errors).toEqual([
      { line: 2, why: 'no-line', text: 'hello' },
      { line: 4, why: 'no-line', text: 'print(1) = 2' },
    ])
  })
})

describe('bytes', () => {
  const told = importStrace(ROUND)
  it('are read whatever editor saved them', () => {
    const marked = `\u{feff}${ROUND}`
    for (const source of [
      ROUND.replaceAll('\n', '\r\n'),
      ROUND.replaceAll('\n', '\r'),
      utf16(marked, true),
      utf16(marked, false),
      utf16(ROUND, true),
      utf16(ROUND, false),
    ])
      expect(importStrace(source)).toEqual(told)
    expect(importStrace(new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(ROUND)]))).toEqual(told)
  })

  it('cut off anywhere at the end: nothing is said that the whole log does not say', () => {
    const plain = (event: TraceEvent): string => JSON.stringify(event.kind === 'end' ? { ...event, ns: 0, seq: 0 } : { ...event, seq: 0 })
    const whole = new Set(told.events.map(plain))
    for (let end = 0; end <= ROUND.length; end += 1) {
      const { events } = importStrace(ROUND.slice(0, end))
      // Who made a child may be known only later: then its lines stand alone, under the same number.
      const said = events.filter((event) => event.kind !== 'create' && !whole.has(plain(event)))
      expect(said, `cut at ${end}`).toEqual([])
      for (const event of of(events, 'create')) expect(whole, `cut at ${end}`).toContain(plain(event))
    }
  })

  it('cut off anywhere at the beginning: never throws, and every event decodes', () => {
    for (let from = 0; from < ROUND.length; from += 1)
      for (const event of importStrace(ROUND.slice(from)).events) expect(decodeEvent(JSON.stringify(event)).ok).toBe(true)
  })

  it('a first line that has lost its beginning is said to be cut, and begins no task', () => {
    for (const lost of [1, 4, 6, 8, 14, 24]) {
      const { events, errors } = importStrace(ROUND.slice(lost))
      expect(errors.map(({ line, why }) => [line, why])).toEqual([[1, 'cut']])
      expect(new Set(of(events, 'enter').map(({ pid }) => pid))).toEqual(new Set([40, 41]))
    }
  })

  it('in pieces of every kind: never throws', () => {
    for (let from = 0; from < ROUND.length; from += 7)
      for (const piece of ['\0', '"', '<', ')', '(((', '\u{1f600}', ' = ', '<unfinished ...>', '[pid '])
        importStrace(ROUND.slice(0, from) + piece + ROUND.slice(from))
  })
})

it('a summary of -c may begin in the line of a call that strace could not name', () => {
  const summary = ['% time     seconds  usecs/call     calls    errors syscall', '------ ----------- ----------- --------- --------- ----------------']
  const rows = [' 98.52    0.000266          53         5           wait4', '100.00    0.000270          45         6           total']
  for (const head of ['', '8139  ???(', '????(']) {
    const { events, errors, notes } = importStrace([`${head}${summary[0]}`, summary[1], ...rows, ''].join('\n'))
    expect([events, errors, notes.map(({ code }) => code)], head).toEqual([[], [], ['summary']])
  }
})

it('a line of 300,000 question marks is read in one pass', () => {
  expect(importStrace(`x ${'?'.repeat(300_000)}\n`).errors.map(({ line }) => line)).toEqual([1])
})

it('a log of 100,000 lines that ask much of the reader is read in one pass', () => {
  const lines: string[] = [at(40, 0, 'execve("/bin/sh", ["sh"], 0x7ffe0 /* 9 vars */) = 0')]
  for (let n = 0; n < 20_000; n += 1) {
    const pid = 1000 + (n % 30_000)
    lines.push(
      at(40, n, 'vfork( <unfinished ...>'),
      at(pid, n, 'execve("/bin/a", ["a"], 0x7ffe0 /* 9 vars */) = 0'),
      at(40, n, `<... vfork resumed>) = ${pid}`),
    )
    lines.push(at(pid, n, '+++ exited with 0 +++'), at(40, n, `wait4(-1, NULL, 0, NULL) = ${pid}`))
  }
  const imported = importStrace(log(...lines))
  expect(imported.errors).toEqual([])
  expect(of(imported.events, 'create')).toHaveLength(20_000)
  expect(straceText(imported.events).split('\n').length - 1).toBe(lines.length)
})
