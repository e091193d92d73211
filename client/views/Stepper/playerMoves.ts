/** What a key, the play button and the player's clock do, given the cursor's position. Pure. */
import { namedMoments } from '../../model/namedMoments.ts'
import { type Pace, paceBeside } from '../../model/pace.ts'
import { nextPhase } from '../../model/phaseJump.ts'
import type { Story } from '../../model/story.ts'

/** The player's position. */
export interface PlayerPlace {
  story: Story
  cursor: number
  pace: Pace
}

export type PlayerMove = { to: number } | { pace: Pace } | 'play or pause' | 'let go'

const KEYS: Readonly<Record<string, (place: PlayerPlace) => PlayerMove>> = {
  ArrowRight: ({ cursor }) => ({ to: cursor + 1 }),
  ArrowLeft: ({ cursor }) => ({ to: cursor - 1 }),
  // A presenter's clicker sends these two.
  PageDown: ({ cursor }) => ({ to: cursor + 1 }),
  PageUp: ({ cursor }) => ({ to: cursor - 1 }),
  Home: () => ({ to: 0 }),
  // Not the last step drawn, because the log may have grown since.
  End: () => ({ to: Number.POSITIVE_INFINITY }),
  '[': ({ story, cursor }) => ({ to: nextPhase(story, cursor, -1) }),
  ']': ({ story, cursor }) => ({ to: nextPhase(story, cursor, 1) }),
  m: ({ story, cursor }) => ({ to: namedMoments(story).find(({ index }) => index > cursor)?.index ?? cursor }),
  M: ({ story, cursor }) => ({ to: namedMoments(story).findLast(({ index }) => index < cursor)?.index ?? cursor }),
  ',': ({ pace }) => ({ pace: paceBeside(pace, -1) }),
  '.': ({ pace }) => ({ pace: paceBeside(pace, 1) }),
  ' ': () => 'play or pause',
  Escape: () => 'let go',
}

/** Undefined: the player does not use this key. */
export function keyMove(key: string, place: PlayerPlace): PlayerMove | undefined {
  return Object.hasOwn(KEYS, key) ? KEYS[key]?.(place) : undefined
}

/** Where the player goes when its wait is over; undefined at the end. */
export function playedTo({ story, cursor }: Pick<PlayerPlace, 'story' | 'cursor'>): number | undefined {
  return cursor + 1 < story.steps.length ? cursor + 1 : undefined
}

/** How long the step under the cursor took; 0 for the last. */
export function gapAt({ story, cursor }: Pick<PlayerPlace, 'story' | 'cursor'>): number {
  const [here, next] = [story.steps[cursor], story.steps[cursor + 1]]
  return here && next ? next.ns - here.ns : 0
}
