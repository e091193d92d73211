/**
 * The steps during which a task blocks signals. The task's rt_sigprocmask calls open and close a window; every reading
 * of /proc corrects it. Pure.
 */
import type { Stage } from '../../protocol/events.ts'
import type { PassportEvent } from './moment.ts'
import type { CallStep, Step } from './story.ts'

export interface MaskWindow {
  task: number
  from: number
  to: number
  /** As strace spells it, or /proc's hex digits if no call was seen. */
  set: string
}

const EMPTY = '0000000000000000'

export function maskWindows(steps: readonly Step[]): MaskWindow[] {
  const windows: MaskWindow[] = []
  const open = new Map<number, MaskWindow>()
  const read = new Map<Stage, PassportEvent>()
  const begin = (task: number, at: number, set: string): void => {
    if (!open.has(task)) open.set(task, { task, from: at, to: at + 1, set })
  }
  const end = (task: number, at: number): void => {
    const window = open.get(task)
    if (window && at > window.from) windows.push({ ...window, to: at })
    open.delete(task)
  }

  let passports: Step['moment']['passports'] = {}
  for (const step of steps) {
    for (const call of callsOf(step)) {
      const set = maskAfter(call)
      if (set === undefined) continue
      if (set === '[]') end(step.task, step.index)
      else begin(step.task, step.index, set)
    }
    const fresh = step.moment.passports === passports ? [] : Object.values(step.moment.passports)
    passports = step.moment.passports
    for (const passport of fresh) {
      if (read.get(passport.stage) === passport) continue
      read.set(passport.stage, passport)
      if (passport.SigBlk === EMPTY) end(passport.task, step.index)
      else begin(passport.task, step.index, open.get(step.task)?.set ?? passport.SigBlk)
    }
    if (step.kind === 'fact' && step.event.kind === 'exit') end(step.task, step.index)
  }
  for (const task of open.keys()) end(task, steps.length)
  return windows
}

function callsOf(step: Step): CallStep[] {
  if (step.kind === 'fold') return step.calls
  return step.kind === 'call' ? [step] : []
}

/** The mask that a call certainly sets; undefined if the call only adds, removes or queries. */
function maskAfter({ call, args, result }: CallStep): string | undefined {
  const [how, set] = args
  if (call !== 'rt_sigprocmask' || result !== '0' || set === undefined || set === 'NULL') return undefined
  if (how === 'SIG_SETMASK') return set
  return how === 'SIG_BLOCK' && set !== '[]' ? set : undefined
}
