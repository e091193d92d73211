/** What happened in a step, in plain words. This file decides what to say; each language has its own words. Pure. */
import { isThread, memoryShared, threadAt } from './moment.ts'
import type { CallStep, FactStep, FoldStep, Step } from './story.ts'
import { keyNote, type TerminalKey } from './terminalKeys.ts'

/** Who acts; each language has a name for it. */
export type Actor = { role: 'parent' } | { role: 'child'; task: number } | { role: 'thread'; task: number }

/** The words that a language must have. Every function returns a whole sentence. */
export interface SentenceWords {
  actor: (who: Actor) => string
  /** The call begins, and other tasks act before it returns. */
  begins: (who: string, does: string) => string
  returns: (who: string, call: string, result: string) => string
  /** The call begins and returns without interruption. `does` is the purpose of the call. */
  does: (who: string, does: string) => string
  fails: (who: string, does: string, why: string) => string
  /** A row of equal calls. */
  many: (who: string, call: string, count: number, what: string) => string
  signals: (count: number) => string
  /** The purpose of a call, by its name; the arguments are strace's. Undefined if its name says as much. */
  calls: Record<string, (args: readonly string[]) => string>
  otherCall: (call: string) => string
  decide: (mechanism: string) => string
  /** `memory` is null where the log does not say what they share. */
  create: (parent: string, child: string, call: string, memory: boolean | null, stack: 'same' | 'separate' | 'copied') => string
  startsThread: (who: string, thread: string) => string
  suspend: (who: string, state: string) => string
  /** Follows the sentence about the parent's sleep: its other threads, their state, and their steps meanwhile. */
  others: (count: number, state: string, steps: number) => string
  sample: (who: string, state: string) => string
  resume: (who: string, by: 'exec' | 'exit') => string
  exec: (who: string, path: string | null) => string
  exit: (who: string, status: number | null, signal: string | null) => string
  signal: (who: string, signal: string, how: 'generated' | 'delivered' | 'ignored' | 'pending' | 'stopped') => string
  canary: (who: string, written: number, parentSees: number) => string
  handler: (who: string, times: number) => string
  output: (who: string, text: string) => string
  /** What an experiment found out, without the judgement: the name is C's. */
  found: (name: string, value: string) => string
  finding: (name: string, value: string, harm: boolean) => string
  /** A key is pressed, or the terminal goes away. */
  pressed: Record<TerminalKey, string>
  /** A job that was stopped goes on. */
  continued: string
}

/** One sentence for one step. */
export function tell(step: Step, words: SentenceWords): string {
  switch (step.kind) {
    case 'call':
      return tellCall(step, words)
    case 'fold':
      return tellFold(step, words)
    case 'fact':
      return tellFact(step, words)
  }
}

function tellCall(step: CallStep, words: SentenceWords): string {
  const who = words.actor(actorOf(step.task, step))
  const does = purpose(step.call, step.args, words)
  if (step.part === 'enter') return words.begins(who, does)
  if (step.error !== null) return words.fails(who, does, reason(step.result ?? step.error))
  return step.part === 'leave' ? words.returns(who, step.call, step.result ?? '?') : words.does(who, does)
}

function tellFold(step: FoldStep, words: SentenceWords): string {
  const who = words.actor(actorOf(step.task, step))
  const firsts = new Set(step.calls.map(({ args }) => args[0] ?? ''))
  const aboutSignals = step.call === 'rt_sigaction' && firsts.size > 1
  const what = aboutSignals ? words.signals(firsts.size) : purpose(step.call, [], words)
  return words.many(who, step.call, step.calls.length, what)
}

function tellFact(step: FactStep, words: SentenceWords): string {
  const { event } = step
  const who = words.actor(actorOf(event.task, step))
  switch (event.kind) {
    case 'decide':
      return words.decide(event.mechanism)
    case 'create':
      if (isThread(event)) return words.startsThread(who, words.actor(actorOf(event.child, step)))
      return words.create(who, words.actor(actorOf(event.child, step)), event.call, memoryShared(event), event.stack)
    case 'suspend':
      return words.suspend(who, event.state) + others(step, words)
    case 'sample':
      return words.sample(who, event.state) + others(step, words)
    case 'resume':
      return words.resume(who, event.ended_by) + others(step, words)
    case 'exec':
      return words.exec(who, event.path)
    case 'exit':
      return words.exit(who, event.status, event.signal)
    case 'signal':
      return words.signal(who, event.signal, event.how)
    case 'memory':
      return event.what === 'canary' ? words.canary(who, event.written, event.parent_sees) : words.handler(who, event.written)
    case 'output':
      return words.output(who, event.text)
    case 'finding':
      return words.finding(event.name, event.value, event.harm)
    case 'note': {
      const note = keyNote(event)
      return note?.is === 'pressed' ? words.pressed[note.key] : words.continued
    }
  }
}

function purpose(call: string, args: readonly string[], words: SentenceWords): string {
  return words.calls[call]?.(args) ?? words.otherCall(call)
}

/** "-1 ENOENT (No such file or directory)" → "ENOENT: No such file or directory". */
function reason(result: string): string {
  const [, name, text] = /^-1 (\w+) \((.*)\)$/.exec(result) ?? []
  return name === undefined ? result : `${name}: ${text}`
}

/** What the parent's other threads do while it sleeps: the kernel suspends only the calling thread. */
function others({ moment: { threads } }: FactStep, words: SentenceWords): string {
  if (threads === null || threads.sinceSleep === null) return ''
  return words.others(threads.threads.length, threads.threads[0]?.state ?? '?', threads.sinceSleep)
}

function actorOf(task: number, { moment }: Step): Actor {
  if (task === 1) return { role: 'parent' }
  return { role: threadAt(moment, task) ? 'thread' : 'child', task }
}
