/** What a run of the atlas shows, as one of the words of its question. Pure. */
import { ATLAS_WORDS, type AtlasReading } from '../../../protocol/atlas.ts'
import type { EventOf, TraceEvent } from '../../../protocol/events.ts'
import { type SignalState, stateOf } from '../passport.ts'

/** `evidence`: the numbers of the events that say so. */
export interface WordRead<Word extends string = string> {
  word: Word
  evidence: number[]
}

type Events = readonly TraceEvent[]
/** Undefined: the run does not show it. */
type Read<R extends AtlasReading> = (events: Events) => WordRead<(typeof ATLAS_WORDS)[R][number]> | undefined

/** The signal of the run `handles` (SIGUSR1). */
const HANDLED = 10
/** What the run `opens` has opened. */
const OPENED = '/dev/zero'
const STDERR = '2'

const READ: { [R in AtlasReading]: Read<R> } = {
  mechanism(events) {
    const [create] = of(events, 'create')
    const [decide] = of(events, 'decide')
    if (!create) return hasExeced(events) ? { word: 'none', evidence: [] } : undefined
    const said = ATLAS_WORDS.mechanism.find((word) => word === decide?.mechanism)
    return { word: said ?? mechanismOf(create), evidence: [create.seq] }
  },
  memory(events) {
    const [create] = of(events, 'create')
    if (!create) return undefined
    return { word: !create.shares.memory ? 'copied' : create.stack === 'same' ? 'shared-same-stack' : 'shared-own-stack', evidence: [create.seq] }
  },
  window(events) {
    const [create] = of(events, 'create')
    const looks = of(events, 'passport').filter(({ task, stage }) => task === 2 && (stage === 'child-start' || stage === 'before-exec'))
    if (!create || looks.length === 0) return undefined
    const open = looks.filter((passport) => canRun(stateOf(passport, HANDLED)))
    const word = open.length === 0 ? 'closed' : create.shares.memory ? 'shared' : 'copy'
    return { word, evidence: [create.seq, ...(open.length > 0 ? open : looks).map(({ seq }) => seq)] }
  },
  missing(events) {
    const [create] = of(events, 'create')
    if (!create) return { word: 'before', evidence: [] }
    const failed = of(events, 'leave').find(({ task, call, error }) => task === 2 && call === 'execve' && error !== null)
    if (!failed) return undefined
    const says = of(events, 'leave').filter(({ task, seq, call }) => task === 2 && seq > failed.seq && TELLS.has(call))
    const told = says.find(({ args }) => args[0] !== STDERR)
    if (told) return { word: /^"[A-Za-z]/.test(told.args[1] ?? '') ? 'text' : 'pipe', evidence: [failed.seq, told.seq] }
    const [exit] = of(events, 'exit').filter(({ task }) => task === 2)
    // Who shares memory needs no call to tell. A shell, also one in between, complains to the terminal and leaves the parent a status.
    const between = of(events, 'exec').some(({ task, seq }) => task === 2 && seq < failed.seq)
    const word = create.shares.memory && says.length === 0 && !between ? 'memory' : 'status'
    return { word, evidence: [failed.seq, ...(exit ? [exit.seq] : [])] }
  },
  job(events) {
    const stands = of(events, 'session').findLast(({ task, stage }) => task === 2 && stage === 'after-exec')
    if (!stands) return undefined
    const word = stands.session === stands.pid ? 'own-session' : stands.pgrp === stands.pid ? 'own-group' : 'same'
    return { word, evidence: [stands.seq] }
  },
  descriptor(events) {
    const after = of(events, 'descriptors').findLast(({ task, stage }) => task === 2 && stage === 'after-exec')
    if (!after) return undefined
    return { word: after.open.some(({ path }) => path === OPENED) ? 'passed' : 'closed', evidence: [after.seq] }
  },
}

export function wordOf(reading: AtlasReading, events: Events): WordRead | undefined {
  return READ[reading](events)
}

const TELLS = new Set(['write', 'send', 'sendto', 'sendmsg'])

const canRun = ({ disposition, blocked }: SignalState): boolean => disposition === 'caught' && !blocked

function mechanismOf({ call, shares, stack, suspends }: EventOf<'create'>): (typeof ATLAS_WORDS)['mechanism'][number] {
  if (!shares.memory) return suspends ? 'clone' : 'fork'
  if (call === 'vfork') return 'vfork'
  // glibc's posix_spawn: clone3, or clone where that is refused, with a stack of its own.
  return stack === 'separate' && call === 'clone3' ? 'posix_spawn' : 'clone(VM|VFORK)'
}

const hasExeced = (events: Events): boolean => events.some(({ kind }) => kind === 'exec')

function of<K extends TraceEvent['kind']>(events: Events, kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}
