/** The terminal's own words in English. */
import type { LineWords } from '../../../../client/model/straceLines.ts'

const where = (wchan: string | null): string => (wchan === null ? '' : `, in ${wchan}`)

export const lines: LineWords = {
  writes: (fd, text) => `writes to ${fd}: ${text}`,
  held: (held, state, wchan, steps) => `while ${held} is held: ${state}${where(wchan)}, threads made ${steps} steps`,
  sent: (signal, moment) => (moment === 'running' ? `${signal} is sent while the program runs` : `${signal} is sent at ${moment}`),
  pending: (signal) => `${signal} must wait: pending`,
  sleeps: (state, wchan) => `sleeps: ${state}${where(wchan)}`,
  wakes: (by) => `wakes: the child's ${by}`,
  threads: (all) => `other threads: ${all.map(({ thread, state, steps }) => `${thread} ${state}, ${steps} steps`).join('; ')}`,
  startsThread: 'is created: a thread',
  pressed: { 'ctrl-c': 'Ctrl-C is pressed', 'ctrl-z': 'Ctrl-Z is pressed', hangup: 'the terminal hangs up' },
  continued: 'the shell continues the job',
  created: (memory, stack) =>
    memory === null ? 'is created: the log does not show what it shares' : `is created: memory ${memory ? 'shared' : 'copied'}, stack ${stack}`,
}
