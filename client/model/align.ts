/**
 * Aligns runs of different length: the other runs stand as far into a phase as the leader does.
 * A run without that phase stays where it was. Pure.
 */
import { PHASES, type Phase } from '../../protocol/phases.ts'
import type { Step, Story } from './story.ts'

export function alignedTo(cursor: number, leader: Story, follower: Story): number {
  const step = leader.steps[cursor]
  if (!step || follower === leader) return cursor
  const { phase } = step
  if (phase === null) return besidePhases(cursor, leader, follower)
  const led = inPhase(leader, phase)
  const place = led.findIndex(({ index }) => index === step.index)
  const own = inPhase(follower, phase)
  const there = own[Math.floor((place * own.length) / led.length)]
  if (there) return sameFact(step, own) ?? there.index
  const rank = PHASES.indexOf(phase)
  return follower.steps.findLast((other) => other.phase !== null && PHASES.indexOf(other.phase) < rank)?.index ?? 0
}

/** Another thread's step has no phase, so the others stay beside the leader's last step with one. Past the last phase is the end. */
function besidePhases(cursor: number, leader: Story, follower: Story): number {
  const before = leader.steps.findLast(({ index, phase }) => index < cursor && phase !== null)
  if (!before) return 0
  const over = leader.steps.every(({ index, phase }) => index <= cursor || phase === null)
  return over ? follower.steps.length - 1 : alignedTo(before.index, leader, follower)
}

const inPhase = ({ steps }: Story, phase: Phase): Step[] => steps.filter((step) => step.phase === phase)

/** Creation stands beside creation, exec beside exec, however many calls came before. */
function sameFact(step: Step, own: readonly Step[]): number | undefined {
  if (step.kind !== 'fact') return undefined
  return own.find((other) => other.kind === 'fact' && other.event.kind === step.event.kind && other.task === step.task)?.index
}
