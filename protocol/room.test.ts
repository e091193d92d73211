/** The rules of a class: random acts of random people, and what must hold whatever they do. */
import { describe, expect, it } from 'vitest'
import {
  type Act,
  adviceOf,
  applyChange,
  type Counts,
  decide,
  decideVote,
  digitsOf,
  isPlainText,
  isQuiet,
  LATE_VOTE_MS,
  MOST_QUESTIONS,
  newRoom,
  optionsOf,
  type QuestionRef,
  type RoomActor,
  RoomState,
  votesIn,
} from './room.ts'
import { seededNumbers } from './seededRandom.ts'

const LESSON: QuestionRef = { of: 'lesson', lesson: 'fork-in-slow-motion', step: 2, options: 3 }
const TYPED: QuestionRef = { of: 'typed', text: 'What does the parent read?', options: ['42', '1'] }
const MOMENT = { path: '/lessons/fork-in-slow-motion/1', query: '' }

function randomAct(below: (n: number) => number): Act {
  const seconds = [null, 10, 60][below(3)] ?? null
  const acts: Act[] = [
    { of: 'show', moment: MOMENT },
    { of: 'share', shared: [{ column: 0, watch: 'w', recording: null }] },
    { of: 'ask', ref: below(2) ? LESSON : TYPED, seconds },
    { of: 'close' },
    { of: 'again', seconds },
    { of: 'counts', shown: below(2) === 0 },
    { of: 'answer', right: [below(4)] },
    { of: 'withdraw' },
    { of: 'gather' },
    { of: 'lend', seat: 1 + below(3) },
    { of: 'take' },
    { of: 'lock', locked: below(2) === 0 },
    { of: 'headcount', shown: below(2) === 0 },
    { of: 'recode' },
    // Seldom, or nothing else would ever happen.
    ...(below(40) === 0 ? [{ of: 'finish' } as const] : []),
  ]
  return acts[below(acts.length)] ?? { of: 'gather' }
}

function randomActor(below: (n: number) => number): RoomActor {
  return ([{ as: 'teacher' }, { as: 'seat', number: 1 + below(3) }, { as: 'screen' }, { as: 'clock' }] as const)[below(4)] ?? { as: 'screen' }
}

interface World {
  state: RoomState
  now: number
  /** By question and round: each seat's vote. */
  votes: Map<string, Map<number, number>>
}

const countsOf = ({ state: { ask }, votes }: World): Counts =>
  ask
    ? Array.from({ length: ask.round }, (_, round) => {
        const counts = Array<number>(optionsOf(ask.ref)).fill(0)
        for (const choice of votes.get(`${ask.index}/${round + 1}`)?.values() ?? []) counts[choice] = (counts[choice] ?? 0) + 1
        return counts
      })
    : []

/** One random thing: somebody acts, or a seat votes. Checks what must hold at this step. */
function step(world: World, below: (n: number) => number): void {
  world.now += below(15_000)
  const { state } = world
  if (below(3) === 0) {
    const vote = { question: 1 + below(state.asked.length + 1), round: 1 + below(3), choice: below(4) }
    const { ask } = state
    const open =
      state.stage !== 'ended' &&
      ask?.phase === 'open' &&
      ask.index === vote.question &&
      ask.round === vote.round &&
      vote.choice < optionsOf(ask.ref) &&
      (ask.closesAt ?? Infinity) + LATE_VOTE_MS >= world.now
    expect(decideVote(state, vote, world.now) === null).toBe(open)
    if (!open) return
    const key = `${vote.question}/${vote.round}`
    world.votes.set(key, (world.votes.get(key) ?? new Map()).set(1 + below(3), vote.choice))
    return
  }
  const [act, actor] = [randomAct(below), randomActor(below)]
  if (isQuiet(act)) return
  const decision = decide(state, act, actor, { now: world.now, counts: countsOf(world), freshCode: '12345678' })
  if (!decision.ok) return
  const may =
    actor.as === 'teacher' || (actor.as === 'clock' && act.of === 'close') || (actor.as === 'seat' && act.of === 'show' && state.driver === actor.number)
  expect(may, `${actor.as} ${act.of}`).toBe(true)
  world.state = applyChange(state, decision.change)
  check(world, state)
}

/** What holds after every act. */
function check(world: World, before: RoomState): void {
  const { state } = world
  expect(RoomState.safeParse(state).success).toBe(true)
  expect(JSON.stringify(state).length).toBeLessThanOrEqual(16 * 1024)
  if (before.stage === 'ended') expect(state.stage).toBe('ended')
  const { ask } = state
  if (!ask) return
  expect(ask.index).toBe(state.asked.length)
  // No share and no answer is seen while anybody votes.
  if (ask.phase === 'open') expect([ask.counts, ask.right]).toEqual([null, null])
  if (ask.phase !== 'answered') expect(ask.right).toBeNull()
  if (ask.phase !== 'open') expect(ask.closesAt).toBeNull()
  // What is shown is each seat's last vote, once.
  if (ask.counts && ask.phase === 'answered') {
    const voters = world.votes.get(`${ask.index}/${ask.round}`)?.size ?? 0
    expect(votesIn(ask.counts.at(-1) ?? [])).toBe(voters)
  }
}

describe('a room', () => {
  it('keeps its rules under random acts of random people', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const below = seededNumbers(seed)
      const world: World = { state: newRoom('00000001'), now: 1_000, votes: new Map() }
      for (let steps = 0; steps < 400; steps += 1) step(world, below)
    }
  })

  it('stays small with as many questions as it may have', () => {
    let state = newRoom('00000001')
    const ref: QuestionRef = { of: 'typed', text: 'あ'.repeat(200), options: Array<string>(6).fill('あ'.repeat(80)) }
    for (let at = 0; at < MOST_QUESTIONS; at += 1) {
      state = applyChange(state, { of: 'ask', ref, closesAt: null })
      state = applyChange(state, { of: 'close' })
      state = applyChange(state, { of: 'answer', right: [0, 1, 2, 3, 4, 5], counts: [[1, 1, 1, 1, 1, 1]] })
    }
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThanOrEqual(16 * 1024)
    const more = decide(state, { of: 'ask', ref, seconds: null }, { as: 'teacher' }, { now: 0, counts: [], freshCode: '1' })
    expect(more.ok ? 'asked' : more.code).toBe('wrong_moment')
  })

  it('advises to talk between a third and two thirds', () => {
    expect(adviceOf([2, 8], [0])).toBe('explain')
    expect(adviceOf([1, 2], [0])).toBe('talk')
    expect(adviceOf([2, 1], [0])).toBe('talk')
    expect(adviceOf([7, 3], [0])).toBe('go-on')
    expect(adviceOf([0, 0], [0])).toBe('none')
    expect(adviceOf([3, 3], [])).toBe('none')
  })

  it('reads digits however they are typed', () => {
    expect(digitsOf('１２３４ ５６７８')).toBe('12345678')
    expect(digitsOf('1234-5678\n')).toBe('12345678')
  })

  it('takes only text that two hundred others can read', () => {
    for (const good of ['What does the parent read?', '親は何を読みますか。', 'é', '👩‍👩‍👧', 'हिन्दी']) expect(isPlainText(good), good).toBe(true)
    for (const bad of ['', '  ', 'a\u202eb', 'a\u0000', 'a\nb', 'e\u0301', 'a\u200bb', `Z${'\u0310'.repeat(9)}`, '\ue000', '\ud800'])
      expect(isPlainText(bad), JSON.stringify(bad)).toBe(false)
  })
})
