/** The timeline in words, for readers who cannot see it. English. */

const grouped = new Intl.NumberFormat('en').format

export const timelineSaid = {
  length: (count: number) => `The run has ${count} steps.`,
  lane: (task: string, from: number, to: number) => `${task} lives from step ${from} to ${to}.`,
  thread: (task: string, from: number, to: number) => `${task}, a thread of the parent, is seen from step ${from} to ${to}.`,
  counter: (thread: string, state: string, steps: number | null) =>
    `${thread}, a thread of the parent, is in state ${state}${steps === null ? '' : ` while P sleeps, and counts on by ${grouped(steps)} meanwhile`}.`,
  interval: {
    asleep: (task: string, other: string, from: number, to: number) => `${task} is suspended for ${other} from step ${from} to ${to}.`,
    memory: (task: string, other: string, from: number, to: number) => `${task} and ${other} share one memory from step ${from} to ${to}.`,
    stack: (task: string, other: string, from: number, to: number) => `${other} runs on the stack of ${task} from step ${from} to ${to}.`,
  },
  mask: (task: string, from: number, to: number) => `${task} has signals blocked from step ${from} to ${to}.`,
  signal: (signal: string, task: string, how: 'delivered' | 'ignored' | 'stopped' | 'none', at: number): string =>
    how === 'none'
      ? `${signal} to ${task} never arrives in this run.`
      : `${signal} to ${task} is ${{ delivered: 'delivered', ignored: 'ignored', stopped: 'stopped' }[how]} at step ${at}.`,
}

export type TimelineSaidWords = typeof timelineSaid
