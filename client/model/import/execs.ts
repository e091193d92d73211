/** Which calls run a program, and whether one did. Pure. */

export const EXECUTING = new Set(['execve', 'execveat'])

/** `0`, also with what strace adds to it. A result that strace put in ran nothing. */
export function executed(result: string): boolean {
  return /^0(?: \(DELAYED\)| \(INJECTED: args\))*$/.test(result)
}
