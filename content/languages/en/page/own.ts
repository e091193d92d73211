/** Words of the page for a reader's own program and traces. English. */

import type { HowRun } from '../../../../client/model/howRun.ts'
import type { NoteCode } from '../../../../client/model/import/logNotes.ts'
import type { Unread } from '../../../../client/model/import/straceBody.ts'
import type { DraftFault } from '../../../../client/model/ownDraft.ts'
import type { OwnEnd } from '../../../../client/model/ownEnd.ts'
import type { OwnTemplate } from '../../../../client/model/ownTemplate.ts'
import type { LedBy } from '../../../../client/model/sourceLine.ts'
import type { OwnLanguage } from '../../../../protocol/own.ts'

const grouped = new Intl.NumberFormat('en').format

export const own = {
  title: 'Your program',
  intro: 'What does a program of your own do when it starts another? Write it here and run it, or trace it in a shell: npx spawnscope show -- PROGRAM.',
  programTitle: 'The program',
  language: 'Language',
  languages: { c: 'C', rust: 'Rust', go: 'Go', ruby: 'Ruby', nim: 'Nim', python: 'Python', node: 'Node.js' } satisfies Record<OwnLanguage, string>,
  template: 'Begin with',
  templates: {
    start: 'Start a program and wait',
    specimen: 'The program of “The real thing”',
    'no-exit': 'Mistake: no _exit after exec',
    handler: 'Mistake: the parent’s handler in the child',
    descriptor: 'Mistake: a descriptor that leaks',
    zombie: 'Mistake: nobody waits (zombies)',
    'ctrl-c': 'Mistake: Ctrl-C twice',
    threads: 'Mistake: fork in a program with threads',
  } satisfies Record<OwnTemplate, string>,
  editor: 'Your program. Escape, then Tab leaves the editor',
  run: 'Run',
  stop: 'Stop',
  reset: 'Reset',
  difference: 'Show what I have changed',
  compiling: 'Compiling …',
  waits: (position: number) => `Waiting for the compiler: number ${position}`,
  running: 'Running …',
  ran: (how: HowRun): string => {
    if (how.is === 'recorded') return 'A recorded run of this program.'
    const made = how.script ? 'Its syntax was checked' : 'It was compiled'
    return `${made} ${how.is === 'cached' ? 'before' : `in ${grouped(how.ms)} ms`}; then it was run here, in the sandbox.`
  },
  ended: (end: OwnEnd): string => {
    if (end.is === 'status') return `It ended with status ${end.status}.`
    if (end.is === 'signal') return `${end.signal} ended it.`
    if (end.is === 'time') return `After ${end.seconds} s it was ended: no program may run longer here.`
    if (end.is === 'events') return `After ${grouped(end.most)} events it was ended: no run may have more here.`
    return 'The trace breaks off.'
  },
  runRecorded: 'Show its recorded run',
  makeMine: 'Make it mine',
  readOnly: 'You can look at each of these programs, and at a recorded run of it.',
  files: 'File',
  addFile: 'Add a file',
  fileName: 'Name',
  removeFile: (name: string) => `Remove ${name}`,
  startedWith: 'What it is started with',
  args: 'Arguments, one a line',
  stdin: 'Standard input',
  lines: 'Name the line of each call.',
  linesWhy: 'A script gets a few calls of its own for that, before your first line.',
  inCompare: 'Beside posix_spawn and fork, in Compare',
  fault: (fault: DraftFault): string => {
    if (fault.is === 'name') return `${fault.name || 'A file without a name'}: a name is small letters, digits and _, then a dot and up to three letters.`
    if (fault.is === 'twice') return `Two files are called ${fault.name}. Give one of them another name.`
    if (fault.is === 'bytes') return `The files have more than ${fault.most / 1024} KiB together. Take something out.`
    if (fault.is === 'args') return `There may be ${fault.most} arguments at most.`
    if (fault.is === 'argument') return `An argument may have ${fault.most} bytes at most.`
    return `Standard input may have ${grouped(fault.most)} bytes at most.`
  },
  noLines: 'No call could be traced back to a line.',
  wrong: 'It does not compile.',
  fromLink: 'the program of the link',
  linkWrong: 'The link has no program that can be read: a part of it may be missing. Ask for it again.',
  linkTooLong: 'This program is too long for a link, and to be shown to a class.',
  countOfLine: (line: number, calls: number) => `line ${line}: ${calls === 1 ? 'one system call' : `${calls} system calls`}`,
  byRuntime: (calls: number) => `No line of yours led to ${calls === 1 ? 'one call' : `${grouped(calls)} calls`}: the runtime made them.`,
  ledBy: (by: LedBy): string =>
    by === 'runtime'
      ? 'No line of yours led to this: the runtime did it.'
      : by.map(({ file, line, function: name }) => `${file}, line ${line}${name === '' ? '' : `, in ${name}`}`).join('; called from '),
  severity: { error: 'Error:', warning: 'Warning:', note: 'Note:' },
  place: (file: string, line: number | null) => (line === null ? file : `${file}, line ${line}`),
  compilerSaid: 'What the compiler said',
  nothingStarted: 'It started no process. All that it did is shown.',
  cannot: 'Programs cannot be written here.',
  importTitle: 'A trace of your own',
  importText:
    'Drop a recording of spawnscope here (NDJSON), or a log of strace: a file of -o, or what stood on the terminal, with any options. Best is strace -f -ttt -o FILE. It stays in your browser.',
  importChoose: 'Choose a file',
  importReading: (name: string, percent: number) => `Reading ${name}: ${percent} %`,
  importCancel: 'Cancel',
  importClose: 'Put this log away',
  importBroken: (name: string) => `${name} could not be read to its end: the browser ran out of memory. Cut the part that starts the process out of it.`,
  importGone: (name: string) => `There is no trace ${name} here any more. Cure: trace the program again.`,
  importBig: (name: string, megabytes: number) => `${name} has more than ${megabytes} MB. Cut the part that starts the process out of it.`,
  importFound: (events: number, name: string) => `${name}: ${grouped(events)} events`,
  importNoWindow: 'No line of it starts a process, so it is shown as it is.',
  importNothing: (name: string) => `${name}: no call of strace was found in it.`,
  importPart: (shown: number, all: number) =>
    `The figure shows the first ${grouped(shown)} of ${grouped(all)} events. The file of the whole log has all of it.`,
  importErrors: (n: number) => (n === 1 ? 'One line could not be read' : `${n} lines could not be read`),
  importLine: (line: number) => `line ${line}`,
  unread: {
    'no-line': 'this is no line of strace: a call, a signal (---), an end (+++) or a resumed call (<...) is expected',
    'no-result': 'the call has no ") = result"',
    torn: 'the program’s own output stands in the middle of the call. Cure: strace -o FILE',
    cut: 'the log begins or ends inside of this line',
    'no-event': 'this is no event of spawnscope',
  } satisfies Record<Unread, string>,
  notesTitle: 'What the log does not say',
  notes: {
    'times-none': 'It has no times: only the order is known. Cure: strace -ttt',
    'times-day': 'Its times are of a day that it does not name. Cure: strace -ttt',
    'times-summed': 'Its times are differences (-r), added up here. Cure: strace -ttt',
    'times-seconds': 'Its times are whole seconds. Cure: strace -ttt',
    'times-back': 'The clock was set back. These lines are shown at the time of the line before.',
    'pid-unknown': 'It does not name its first process, which is called 1 here. Cure: strace -f -o FILE',
    'pid-again': 'A pid is given again, and its end is not in the log. It is taken for a new process.',
    'pid-alive':
      'The call returned the number of a process that still runs, so it is a number of another pid namespace. Which process was made is not known. Cure: strace --decode-pids=pidns',
    'pid-missing': 'The line names no process, and several run. It is given to the one that fits, or else to the oldest.',
    'no-creator': 'A process begins, and no line says who made it. It may be of another pid namespace: strace --decode-pids=pidns says so.',
    'sharing-unknown': 'The flags of the call are not in the log, so what parent and child share is not known.',
    'sharing-numbers': 'The flags stand there as numbers. They are read as Linux has them on x86 and Arm.',
    'sharing-open': 'The child has the parent’s memory, and the log shows neither its new program nor its end.',
    unbegun: 'A call resumes that the log does not begin.',
    detached: 'Here strace let the process go. What it did afterwards is not known.',
    unavailable: 'strace could not learn the result.',
    injected: 'strace itself put this result in. Nothing was started.',
    mixed: 'The program’s own output stood in the middle of the call, and was taken out.',
    cut: 'The log begins or ends inside of this line. The result of a call that is cut off is not used.',
    summary: 'It has a summary (-c or -C), which is not read.',
    gap: 'The server could not read an event here, or ended the run.',
    'no-end': 'The trace has no end: it was cut off.',
  } satisfies Record<NoteCode, string>,
  noteLines: (lines: readonly number[], more: number) =>
    `${lines.length === 1 && more === 0 ? 'Line' : 'Lines'} ${lines.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`,
  starts: {
    title: 'Processes that were started',
    count: (n: number) => (n === 1 ? 'one start' : `${grouped(n)} starts`),
    search: 'Search: program, call or pid',
    program: 'program',
    call: 'made with',
    parent: 'by',
    time: 'after',
    noProgram: 'no exec',
    notInLog: 'not recorded',
    memory: (shared: boolean | null): string => (shared === null ? 'memory: not recorded' : shared ? 'memory shared' : 'memory copied'),
    seconds: (s: string) => `${s} s`,
    range: (from: number, to: number, all: number) => `${grouped(from)} to ${grouped(to)} of ${grouped(all)}`,
    none: 'No start fits.',
    earlier: 'Earlier starts',
    later: 'Later starts',
    show: (program: string, pid: number) => `${program} (${pid})`,
  },
}

export type OwnWords = typeof own
