/** Which of two runs of the atlas is kept: the stored one stays while it answers alike, since a race or another kernel is no change. Pure. */
import type { AtlasQuestion, AtlasRunName } from '../../protocol/atlas.ts'
import type { TraceEvent } from '../../protocol/events.ts'
import { cellsOf } from './atlasRows.ts'

/** `questions`: all of the atlas. Only those that the run of this `name` answers are compared, and which libc it had. */
export function keptRun(name: AtlasRunName, stored: TraceEvent[] | undefined, fresh: TraceEvent[], questions: readonly AtlasQuestion[]): TraceEvent[] {
  const asked = questions.filter(({ run }) => run === name)
  return stored && (saysLess(fresh, stored) || answers(name, stored, asked) === answers(name, fresh, asked)) ? stored : fresh
}

/** A program in a folder of root's own is root's run, which says nothing about an ordinary user's. */
function saysLess(fresh: TraceEvent[], stored: TraceEvent[]): boolean {
  return isRoots(fresh) && !isRoots(stored)
}

function answers(name: AtlasRunName, events: TraceEvent[], asked: readonly AtlasQuestion[]): string {
  const [hello] = events
  return JSON.stringify([hello?.kind === 'hello' && hello.libc, cellsOf(new Map([[name, events]]), asked)])
}

export const isRoots = ([hello]: readonly TraceEvent[]): boolean => hello?.kind === 'hello' && hello.uid === 0
