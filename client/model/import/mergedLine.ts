/**
 * Where a thread calls execve, strace 6 may end the line of another call with the next line, and without an end of its own:
 * `execve("/bin/a", ["a"], 0x7ffe040    +++ superseded by execve in pid 41 +++`. Pure.
 */
import { leaderOf } from './leader.ts'

const MARK = '+++ superseded by execve in pid '
/** Where a call that goes no further may end: at its bracket, after an argument or after the comma that follows one. */
const ENDS = /\*\/|\]|\}|"|\(|, |[A-Z](?=\d)/g
const PID_DIGITS = 7

/** The two lines; undefined if the text is not such a line, or if it is not known where the first one ends. */
export function unmerged(text: string, known: (pid: number) => boolean): [string, string] | undefined {
  const mark = text.indexOf(MARK)
  if (mark <= 0) return undefined
  const halves = (at: number): [string, string] | undefined =>
    at + leaderOf(text.slice(at)).end === mark ? [`${text.slice(0, at)} <unfinished ...>`, text.slice(at)] : undefined
  for (const { 0: end, index } of text.slice(0, mark).matchAll(ENDS)) {
    const found = halves(index + end.length)
    if (found) return found
  }
  // After an address nothing shows where the pid begins, except that the log has seen it.
  const digits = /[0-9a-fx](\d+) [^,"]*$/.exec(text.slice(0, mark))
  const end = digits ? digits.index + 1 + (digits[1]?.length ?? 0) : 0
  for (let length = PID_DIGITS; length > 0 && digits; length -= 1) {
    const found = known(Number(text.slice(end - length, end))) ? halves(end - length) : undefined
    if (found) return found
  }
  return undefined
}
