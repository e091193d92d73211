/** What `spawnscope --help` prints above the helper's own words. Pure. */
import { START_OPTIONS } from '../startOptions.ts'

const COLUMN = 28

export function commandHelp(): string {
  const line = (left: string, right: string): string => `  ${left.padEnd(COLUMN)}${right}\n`
  return [
    'spawnscope, in a browser\n\n',
    line('spawnscope [options]', 'serves the page, and says what works here'),
    line('spawnscope show -- PROG', 'traces a program and prints the link of its picture'),
    line('spawnscope show FILE', 'the same for a recording, or a log of strace'),
    '\n',
    ...Object.values(START_OPTIONS).map(({ says, means }) => line(says, means)),
    '\n',
  ].join('')
}
