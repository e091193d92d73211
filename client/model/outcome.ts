/** The result of a run in a few facts, all of them observed. Each language has its own words for them. Pure. */

import type { EventOf, TraceEvent } from '../../protocol/events.ts'
import { isThread } from './moment.ts'
import { keyNote, type TerminalKey } from './terminalKeys.ts'

export type Fate = 'default' | 'ignored' | 'caught' | 'blocked' | 'ignored-blocked' | 'caught-blocked'

export interface Outcome {
  /** Null until the run ends. */
  end: EventOf<'end'> | null
  mechanism: string | null
  create: EventOf<'create'> | null
  /** How the spawned program's task ended. */
  exit: EventOf<'exit'> | null
  /** Whether the child became another program. */
  execed: boolean
  /** From the child's creation to its exec or end, in ns. */
  windowNs: number | null
  /** System calls of the child in that window. */
  windowCalls: number
  /** The final state of each signal that was sent. */
  sent: { signal: string; task: number; how: EventOf<'signal'>['how'] }[]
  /** The key of --press and its moment; `key` is null if the run did not come there. Null without --press. */
  pressed: { key: TerminalKey | null; moment: string } | null
  harm: boolean | null
}

export function outcomeOf(events: readonly TraceEvent[]): Outcome {
  const outcome: Outcome = {
    end: null,
    mechanism: null,
    create: null,
    exit: null,
    execed: false,
    windowNs: null,
    windowCalls: 0,
    sent: [],
    pressed: null,
    harm: null,
  }
  const latest = new Map<string, Outcome['sent'][number]>()
  for (const event of events) take(outcome, event, latest)
  return outcome
}

/** `latest`: of each signal to each task, the last that was sent. */
function take(outcome: Outcome, event: TraceEvent, latest: Map<string, Outcome['sent'][number]>): void {
  const { create } = outcome
  const inWindow = create !== null && outcome.windowNs === null && event.task === create.child
  switch (event.kind) {
    case 'decide':
      outcome.mechanism ??= event.mechanism
      return
    case 'create':
      if (!isThread(event)) outcome.create ??= event
      return
    case 'enter':
      if (inWindow && event.call !== 'execve') outcome.windowCalls += 1
      return
    case 'exec':
      if (event.task !== create?.child) return
      outcome.execed = true
      outcome.windowNs ??= event.ns - create.ns
      return
    case 'exit':
      if (event.task !== create?.child) return
      outcome.exit ??= event
      outcome.windowNs ??= event.ns - create.ns
      return
    case 'signal':
      settle(outcome, event, latest)
      return
    case 'note':
      outcome.pressed ??= pressOf(event)
      return
    case 'finding':
      outcome.harm = (outcome.harm ?? false) || event.harm
      return
    case 'end':
      outcome.end = event
  }
}

function pressOf(event: EventOf<'note'>): Outcome['pressed'] {
  const note = keyNote(event)
  if (note?.is === 'pressed') return { key: note.key, moment: note.moment }
  return note?.is === 'not-pressed' ? { key: null, moment: '' } : null
}

/** Follows only signals that were sent on purpose. Nobody asks about the SIGCHLD at the end. */
function settle({ sent }: Outcome, { signal, task, how }: EventOf<'signal'>, latest: Map<string, Outcome['sent'][number]>): void {
  const before = latest.get(`${task} ${signal}`)
  if (how !== 'generated') {
    if (before) before.how = how
    return
  }
  const one = { signal, task, how }
  latest.set(`${task} ${signal}`, one)
  sent.push(one)
}

/** The signal in the child after exec, as /proc shows it; null if there was no exec. */
export function fateOf(events: readonly TraceEvent[], number: number): Fate | null {
  const passport = events.find((event): event is EventOf<'passport'> => event.kind === 'passport' && event.stage === 'after-exec')
  if (!passport) return null
  const has = (set: string): boolean => ((BigInt(`0x${set}`) >> BigInt(number - 1)) & 1n) === 1n
  const disposition = has(passport.SigIgn) ? 'ignored' : has(passport.SigCgt) ? 'caught' : 'default'
  if (!has(passport.SigBlk)) return disposition
  return disposition === 'default' ? 'blocked' : `${disposition}-blocked`
}
