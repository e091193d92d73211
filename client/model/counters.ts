/**
 * The threads of --threads over a story: how far each came between two looks, and that it kept running while the parent slept.
 * The threads make no system call, so the looks are the only source. Pure.
 */
import type { ThreadLook } from './moment.ts'
import type { Step } from './story.ts'

export interface Counter {
  /** 1 for the thread that started first, 2 for the second … */
  n: number
  /** /proc's word at the last look while the parent slept; if the parent never slept, at the very last look. */
  state: string
  /** At most the end of the parent. */
  to: number
  runs: CounterRun[]
}
/** From look to look, in units of the timeline. All looks while the parent sleeps form one run. */
export interface CounterRun {
  from: number
  to: number
  steps: number
  asleep: boolean
}

interface Seen {
  look: ThreadLook
  at: number
}

export function countersOf(steps: readonly Step[]): Counter[] {
  const looks = looksOf(steps)
  const end = steps.find((step) => step.kind === 'fact' && step.event.kind === 'exit' && step.task === 1)
  const count = looks.reduce((most, { look }) => Math.max(most, look.threads.length), 0)
  return Array.from({ length: count }, (_, n): Counter => {
    const asleep = looks.findLast(({ look }) => sleeps(look))
    const state = (asleep ?? looks.at(-1))?.look.threads[n]?.state ?? ''
    return { n, state, to: end ? end.index + 1 : steps.length, runs: runsOf(looks, n) }
  })
}

/** A look belongs to the step before it. The very first look precedes the first step. */
function looksOf(steps: readonly Step[]): Seen[] {
  const looks: Seen[] = []
  for (const { index, moment } of steps) {
    const look = moment.threads
    if (look && look !== looks.at(-1)?.look) looks.push({ look, at: look.at === 'begin' ? index : index + 0.5 })
  }
  return looks
}

/** The parent slept until this look. */
const sleeps = ({ at, sinceSleep }: ThreadLook): boolean => at !== 'suspend' && sinceSleep !== null

function runsOf(looks: readonly Seen[], n: number): CounterRun[] {
  const runs: CounterRun[] = []
  for (const [place, { look, at }] of looks.entries()) {
    const before = looks[place - 1]
    if (!before) continue
    const steps = (look.threads[n]?.steps ?? 0) - (before.look.threads[n]?.steps ?? 0)
    const last = runs.at(-1)
    if (last?.asleep === sleeps(look)) {
      last.to = at
      last.steps += steps
    } else runs.push({ from: before.at, to: at, steps, asleep: sleeps(look) })
  }
  return runs
}
