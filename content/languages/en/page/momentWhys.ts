/** Why a named moment matters, in one sentence. English. */
import type { MomentNames } from './moments.ts'

export const momentWhys: MomentNames = {
  borrowed: () => 'The child gets no memory of its own. It works in its parent’s.',
  copied: () => 'The child gets a copy: what it changes, the parent does not see.',
  asleep: () => 'The parent cannot go on until the child lets go of its memory. While it is traced, no signal but SIGKILL wakes it.',
  window: () => 'Until exec, everything that the child writes changes its parent’s memory.',
  canary: ({ written, parentSees }) =>
    written === parentSees
      ? 'The child wrote a number, and the parent reads the same one: they share memory.'
      : 'The child wrote a number, and the parent still reads its old one: each has its own.',
  held: () => 'The [tracer](term:tracer) keeps this task where it is. /proc shows what the others do meanwhile.',
  sent: ({ by }) =>
    by === 'tracer' ? 'The [tracer](term:tracer) sends it now.' : 'The process is in the foreground group of the terminal, so it gets the signal.',
  waits: ({ asleep }) =>
    asleep
      ? 'The parent sleeps until the child lets go of its memory, so the kernel keeps the signal until then.'
      : 'It is blocked, so the kernel keeps it until it is unblocked.',
  arrived: () => 'The kernel delivers it.',
  ignored: () => 'The process ignores it, so nothing happens.',
  stopped: () => 'A stopped process does nothing until it is continued.',
  pressed: ({ key }) =>
    key === 'hangup'
      ? 'The terminal is gone. The kernel sends SIGHUP to its foreground group.'
      : 'The terminal sends a signal to every process of its foreground group.',
  continued: () => 'The shell sends SIGCONT to the whole group, as its command fg does.',
  handler: ({ whose }) =>
    whose === 'parent'
      ? 'The handler counts in the parent’s memory, whoever runs it.'
      : 'The handler counts in the child’s own memory: the parent’s counter stays.',
  failed: () => 'The program could not be loaded, and the parent does not know yet.',
  told: () => 'The child’s last message: now the parent knows why.',
  program: () => 'The kernel gives the child a memory of its own. Handlers are gone; what was ignored or blocked stays so.',
  awake: () => 'The child no longer uses the memory, so the parent goes on.',
  found: () => 'This is what the experiment was about.',
}
