/** Whether a file can be a trace at all, by its beginning. Which of its lines can be read, the page says. Pure. */

/** A first line of a log may be the program's own output; its first thousand are not. */
const LINES = 1000
const LONGEST = 4096

/** A line of strace, after a pid and a time if it has them: a call, a signal, an end. */
const STRACE = /^\s*(?:\[pid\s+\d+\]\s*|\d+\s+)?(?:[\d:.+]+\s+)?(?:[a-z_]\w*\(.*(?:= |unfinished)|<\.\.\. \w+ resumed|--- SIG|\+\+\+ (?:exited|killed))/
const RECORDING = /^\s*\{"(?:seq|kind)":/

export function canBeTrace(content: Buffer): boolean {
  const lines = content
    .subarray(0, LINES * LONGEST)
    .toString('latin1')
    .split('\n', LINES)
  return lines.some((line) => RECORDING.test(line) || STRACE.test(line.slice(0, LONGEST)))
}
