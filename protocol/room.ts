/**
 * A room: one meeting of a class. Its shapes, the one reducer that server and page share, and the one place that decides whether an
 * act is allowed. Pure. What a socket says about rooms is in roomMessages.ts.
 *
 *   teacher ── act ──► decide ──► change ──► applyChange, at the server and in each browser
 *   seat ───── vote ─► decideVote ─► set, counted by the server; nobody hears of it before the teacher says so
 */
import * as z from 'zod/mini'
import type { ErrorCode } from './errors.ts'
import { RECORDING_ID } from './recordingId.ts'
import { RUN_ID } from './runNamed.ts'

/** 128 random bits in base64url. Whoever has it may take a seat; no other right follows from it. */
export const ROOM_ID = /^[A-Za-z0-9_-]{22}$/
/** What is typed: eight digits, since half of the audience types on a phone with a Japanese keyboard. */
export const ROOM_CODE = /^\d{8}$/
export const RoomId = z.string().check(z.regex(ROOM_ID))
export const RoomCode = z.string().check(z.regex(ROOM_CODE))
/** What a seat proves itself with: 128 random bits. */
export const SeatToken = z.string().check(z.regex(ROOM_ID))
/** What a teacher proves himself with: 256 random bits. */
export const TEACHER_KEY = /^[A-Za-z0-9_-]{43}$/
export const TeacherKey = z.string().check(z.regex(TEACHER_KEY))

export const MOST_ROUNDS = 3
export const MOST_QUESTIONS = 100
export const OPTIONS = { fewest: 2, most: 6 }
/** Seconds that a clock may be set to. */
export const CLOCK = { shortest: 10, longest: 600 }
/** A vote that was on its way when the clock ran out still counts. */
export const LATE_VOTE_MS = 300
/** The two lists of words that a seat's name is made of (content/languages/ID/page/seatNames.ts) have so many each. */
export const NAME_WORDS = 64
const QUESTION_CHARS = 200
const OPTION_CHARS = 80
/** How much of a typed question the list of questions repeats: a hundred of them, and all the rest of a room but its moment, fit into 16 KiB. */
const TITLE_CHARS = 24
/** The longest query is that of a program (client/runs/ownLink.ts) and of what it is started with. */
export const MOMENT_QUERY_CHARS = 9000

/**
 * Text that a teacher types and two hundred others read: in NFC, nothing invisible but the joiners that scripts need, and no tower
 * of accents that would cover the lines around it.
 */
export function isPlainText(text: string): boolean {
  if (text !== text.normalize('NFC') || text.trim() === '') return false
  const bare = text.replace(/[\u200c\u200d]/g, '')
  return !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u.test(bare) && !/\p{M}{5}/u.test(text)
}
const plain = (most: number) => z.string().check(z.minLength(1), z.maxLength(most), z.refine(isPlainText, 'plain text'))

const Choice = z.int().check(z.minimum(0), z.maximum(OPTIONS.most - 1))
const Count = z.int().check(z.minimum(0))
export const Question = z.int().check(z.minimum(1), z.maximum(MOST_QUESTIONS))
export const Round = z.int().check(z.minimum(1), z.maximum(MOST_ROUNDS))
export const SeatNumber = z.int().check(z.minimum(1), z.maximum(100_000))
const Instant = z.number().check(z.minimum(0))

/** Where the room is: a page and the state of its link (client/model/link.ts), without a language. A lesson's step is in the path. */
export const RoomMoment = z.strictObject({ path: z.string().check(z.regex(/^\/[a-z0-9/-]{0,79}$/)), query: z.string().check(z.maxLength(MOMENT_QUERY_CHARS)) })
export type RoomMoment = z.infer<typeof RoomMoment>

/** A run that all see: `column` is its place among the runs of the lesson. Both null: everybody plays the recording that ships with the page. */
export const SharedRun = z.strictObject({
  column: z.int().check(z.minimum(0), z.maximum(5)),
  watch: z.nullable(z.string().check(z.regex(RUN_ID))),
  recording: z.nullable(z.string().check(z.regex(RECORDING_ID))),
})
export type SharedRun = z.infer<typeof SharedRun>

export const QuestionRef = z.discriminatedUnion('of', [
  /** The `predict` step of a lesson. `step` counts from 1, as in the page's address. */
  z.strictObject({
    of: z.literal('lesson'),
    lesson: z.string().check(z.regex(/^[a-z0-9-]{1,60}$/)),
    step: z.int().check(z.minimum(1), z.maximum(20)),
    options: z.int().check(z.minimum(OPTIONS.fewest), z.maximum(OPTIONS.most)),
  }),
  z.strictObject({
    of: z.literal('typed'),
    text: plain(QUESTION_CHARS),
    options: z.array(plain(OPTION_CHARS)).check(z.minLength(OPTIONS.fewest), z.maxLength(OPTIONS.most)),
  }),
])
export type QuestionRef = z.infer<typeof QuestionRef>

/** How many options a question has. */
export function optionsOf(ref: QuestionRef): number {
  return ref.of === 'lesson' ? ref.options : ref.options.length
}

/** Everybody has the options in one order, so that a class can speak of B. */
export const optionLetter = (at: number): string => String.fromCharCode(65 + at)

/** How many have voted. */
export const votesIn = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** Votes for each option, for each round from the first. */
const Counts = z.array(z.array(Count).check(z.maxLength(OPTIONS.most))).check(z.maxLength(MOST_ROUNDS))
export type Counts = z.infer<typeof Counts>

const Ask = z.strictObject({
  /** Questions of a room are numbered from 1. */
  index: Question,
  ref: QuestionRef,
  round: Round,
  phase: z.enum(['open', 'closed', 'answered']),
  /** When the clock closes it, in ms of the server; null without a clock. */
  closesAt: z.nullable(Instant),
  /** Null until the teacher shows them. */
  counts: z.nullable(Counts),
  /** The right options; null until the teacher says so. Empty: none is right, or the teacher left it open. */
  right: z.nullable(z.array(Choice)),
})
export type Ask = z.infer<typeof Ask>

const AskedQuestion = z.strictObject({ index: Question, title: z.string().check(z.maxLength(90)), rounds: Round, right: z.nullable(z.array(Choice)) })
export type AskedQuestion = z.infer<typeof AskedQuestion>

export const RoomState = z.strictObject({
  stage: z.enum(['lobby', 'follow', 'ask', 'ended']),
  moment: z.nullable(RoomMoment),
  shared: z.array(SharedRun).check(z.maxLength(6)),
  ask: z.nullable(Ask),
  /** Every question so far, the current one too. */
  asked: z.array(AskedQuestion).check(z.maxLength(MOST_QUESTIONS)),
  /** The seat that leads; null: the teacher. */
  driver: z.nullable(SeatNumber),
  locked: z.boolean(),
  code: RoomCode,
  /** Whether the class sees how many it is. */
  headcount: z.boolean(),
  /** How often the teacher has gathered the class. Each time, everybody follows again. */
  gathered: Count,
})
export type RoomState = z.infer<typeof RoomState>

export function newRoom(code: string): RoomState {
  return { stage: 'lobby', moment: null, shared: [], ask: null, asked: [], driver: null, locked: false, code, headcount: true, gathered: 0 }
}

/** What a teacher does, or whoever he lent the lead. */
export const Act = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('show'), moment: RoomMoment }),
  /** The runs that all see at the moment, in place of those before. */
  z.strictObject({ of: z.literal('share'), shared: z.array(SharedRun).check(z.maxLength(6)) }),
  z.strictObject({ of: z.literal('ask'), ref: QuestionRef, seconds: z.nullable(z.int().check(z.minimum(CLOCK.shortest), z.maximum(CLOCK.longest))) }),
  z.strictObject({ of: z.literal('close') }),
  z.strictObject({ of: z.literal('again'), seconds: z.nullable(z.int().check(z.minimum(CLOCK.shortest), z.maximum(CLOCK.longest))) }),
  z.strictObject({ of: z.literal('counts'), shown: z.boolean() }),
  z.strictObject({ of: z.literal('answer'), right: z.array(Choice).check(z.maxLength(OPTIONS.most)) }),
  z.strictObject({ of: z.literal('withdraw') }),
  z.strictObject({ of: z.literal('gather') }),
  z.strictObject({ of: z.literal('lend'), seat: SeatNumber }),
  z.strictObject({ of: z.literal('take') }),
  z.strictObject({ of: z.literal('lock'), locked: z.boolean() }),
  z.strictObject({ of: z.literal('headcount'), shown: z.boolean() }),
  /** A new code; the old one is dead. */
  z.strictObject({ of: z.literal('recode') }),
  /** A new key; every other device of the teacher is signed out. */
  z.strictObject({ of: z.literal('rekey') }),
  z.strictObject({ of: z.literal('remove'), seat: SeatNumber }),
  z.strictObject({ of: z.literal('restore'), seat: SeatNumber }),
  z.strictObject({ of: z.literal('finish') }),
])
export type Act = z.infer<typeof Act>

/** What an act has changed for everybody. Each has its number in the room's log. */
export const RoomChange = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('show'), moment: RoomMoment }),
  z.strictObject({ of: z.literal('share'), shared: z.array(SharedRun) }),
  z.strictObject({ of: z.literal('ask'), ref: QuestionRef, closesAt: z.nullable(Instant) }),
  z.strictObject({ of: z.literal('close') }),
  z.strictObject({ of: z.literal('again'), closesAt: z.nullable(Instant) }),
  z.strictObject({ of: z.literal('counts'), counts: z.nullable(Counts) }),
  z.strictObject({ of: z.literal('answer'), right: z.array(Choice), counts: Counts }),
  z.strictObject({ of: z.literal('withdraw') }),
  z.strictObject({ of: z.literal('gather') }),
  z.strictObject({ of: z.literal('drive'), seat: z.nullable(SeatNumber) }),
  z.strictObject({ of: z.literal('lock'), locked: z.boolean() }),
  z.strictObject({ of: z.literal('headcount'), shown: z.boolean() }),
  z.strictObject({ of: z.literal('code'), code: RoomCode }),
  z.strictObject({ of: z.literal('finish') }),
])
export type RoomChange = z.infer<typeof RoomChange>

/** The state after a change that `decide` has made. The same at the server and in every browser. */
export function applyChange(state: RoomState, change: RoomChange): RoomState {
  switch (change.of) {
    case 'show':
      // An answered question stays: the run is shown beside what was voted.
      return { ...state, stage: 'follow', moment: change.moment, shared: [], ask: state.ask?.phase === 'answered' ? state.ask : null }
    case 'share':
      return { ...state, shared: change.shared }
    case 'ask': {
      const index = state.asked.length + 1
      const ask: Ask = { index, ref: change.ref, round: 1, phase: 'open', closesAt: change.closesAt, counts: null, right: null }
      return { ...state, stage: 'ask', ask, asked: [...state.asked, { index, title: titleOf(change.ref), rounds: 1, right: null }] }
    }
    case 'close':
      return withAsk(state, { phase: 'closed', closesAt: null })
    case 'again':
      return withAsk(state, { phase: 'open', round: (state.ask?.round ?? 0) + 1, closesAt: change.closesAt, counts: null })
    case 'counts':
      return withAsk(state, { counts: change.counts })
    case 'answer':
      return withAsk(state, { phase: 'answered', right: change.right, counts: change.counts })
    case 'withdraw':
      return { ...state, stage: state.moment ? 'follow' : 'lobby', ask: null }
    case 'gather':
      return { ...state, gathered: state.gathered + 1 }
    case 'drive':
      return { ...state, driver: change.seat }
    case 'lock':
      return { ...state, locked: change.locked }
    case 'headcount':
      return { ...state, headcount: change.shown }
    case 'code':
      return { ...state, code: change.code }
    case 'finish':
      return { ...state, stage: 'ended', driver: null, locked: true }
  }
}

function withAsk(state: RoomState, part: Partial<Ask>): RoomState {
  if (!state.ask) return state
  const ask = { ...state.ask, ...part }
  return { ...state, ask, asked: state.asked.map((one) => (one.index === ask.index ? { ...one, rounds: ask.round, right: ask.right } : one)) }
}

function titleOf(ref: QuestionRef): string {
  return ref.of === 'lesson' ? `${ref.lesson}/${ref.step}` : [...ref.text].slice(0, TITLE_CHARS).join('')
}

/** Who acts. The server knows it from the key or the token that the socket has proved, never from a message. */
export type RoomActor = { as: 'teacher' } | { as: 'seat'; number: number } | { as: 'screen' } | { as: 'clock' }

export interface Deciding {
  /** In ms, of the server. */
  now: number
  /** The votes of the current question, for each round so far. */
  counts: Counts
  /** For `recode`. */
  freshCode: string
}

/** Why an act is refused. The message and the cure are in English; a reader's language has them under the code (errors.md). */
export type ActRefused = { ok: false; code: ErrorCode; message: string; cure: string }
export type Decision = { ok: true; change: RoomChange } | ActRefused

/** Acts that change nothing that all see: the server does them beside the log. */
export type QuietAct = Extract<Act, { of: 'remove' | 'restore' | 'rekey' }>
export const isQuiet = (act: Act): act is QuietAct => act.of === 'remove' || act.of === 'restore' || act.of === 'rekey'

/** Whether this actor may act so at all. Only the teacher may; a seat that leads may show. */
export function mayAct(state: RoomState, actor: RoomActor, of: Act['of'] | 'point'): ActRefused | null {
  if (actor.as === 'teacher') return null
  if (actor.as === 'clock' && of === 'close') return null
  if (actor.as === 'seat' && (of === 'show' || of === 'point') && state.driver === actor.number) return null
  return no('not_teacher', `only the teacher may ${of}`, 'wait for your teacher, or open a class of your own')
}

/** What an act changes, or why it is refused. `close` by the clock is an act of nobody. */
export function decide(state: RoomState, act: Exclude<Act, QuietAct>, actor: RoomActor, { now, counts, freshCode }: Deciding): Decision {
  const refused = mayAct(state, actor, act.of) ?? (act.of === 'finish' ? null : whyNotNow(state, act.of, actor))
  if (refused) return refused
  const clock = 'seconds' in act && act.seconds !== null ? now + act.seconds * 1000 : null
  switch (act.of) {
    case 'ask':
      return yes({ of: 'ask', ref: act.ref, closesAt: clock })
    case 'again':
      return yes({ of: 'again', closesAt: clock })
    case 'counts':
      return yes({ of: 'counts', counts: act.shown ? counts : null })
    case 'answer':
      return act.right.every((choice) => state.ask && choice < optionsOf(state.ask.ref))
        ? yes({ of: 'answer', right: act.right, counts })
        : no('bad_value', 'the question has no such option', 'name options that it has, from 0')
    case 'lend':
      return yes({ of: 'drive', seat: act.seat })
    case 'take':
      return yes({ of: 'drive', seat: null })
    case 'recode':
      return yes({ of: 'code', code: freshCode })
    default:
      return yes(act)
  }
}

/** The acts that only some moments allow, with what to do instead. */
function whyNotNow(state: RoomState, of: Act['of'], actor: RoomActor): ActRefused | null {
  const phase = state.ask?.phase ?? 'none'
  if (state.stage === 'ended') return no('room_ended', 'this class is over', 'open a new one')
  switch (of) {
    case 'show':
    case 'share':
      return phase === 'open' ? no('wrong_moment', 'a question is open', 'close it first: nobody sees before he has predicted') : null
    case 'ask':
      if (phase === 'open' || phase === 'closed') return no('wrong_moment', 'another question is not answered yet', 'answer or withdraw it first')
      return state.asked.length >= MOST_QUESTIONS ? no('wrong_moment', `a class has at most ${MOST_QUESTIONS} questions`, 'open a new class') : null
    case 'close':
      return phase === 'open' ? null : no('wrong_moment', 'no question is open', 'ask one first')
    case 'again':
      if (phase !== 'closed') return no('wrong_moment', 'only a closed question is asked again', 'close it first')
      return (state.ask?.round ?? 0) < MOST_ROUNDS ? null : no('wrong_moment', `a question has at most ${MOST_ROUNDS} rounds`, 'show the answer')
    case 'counts':
    case 'answer':
      return phase === 'closed' ? null : no('wrong_moment', 'the question is not closed', 'close it first: a share that shows early draws votes')
    case 'withdraw':
      return phase === 'open' || phase === 'closed' ? null : no('wrong_moment', 'there is no question to withdraw', 'ask one first')
    case 'lend':
      return phase === 'open' || actor.as !== 'teacher' ? no('wrong_moment', 'a question is open', 'close it first') : null
    default:
      return null
  }
}

/** Whether a vote counts. A vote is set, never added, and the server judges it: a page may be late, or lie. */
export function decideVote(state: RoomState, vote: { question: number; round: number; choice: number }, now: number): ActRefused | null {
  const { ask } = state
  if (state.stage === 'ended') return no('room_ended', 'this class is over', 'open a new one')
  if (!ask || ask.index !== vote.question) return no('vote_closed', 'that question is over', 'wait for the next one')
  if (vote.choice >= optionsOf(ask.ref)) return no('bad_value', 'the question has no such option', 'choose one that it has')
  if (ask.phase !== 'open' || ask.round !== vote.round) return no('vote_closed', 'the vote is closed', 'wait: your teacher may ask again')
  if (ask.closesAt !== null && now > ask.closesAt + LATE_VOTE_MS) return no('vote_closed', 'the clock has run out', 'wait: your teacher may ask again')
  return null
}

const yes = (change: RoomChange): Decision => ({ ok: true, change })
function no(code: ErrorCode, message: string, cure: string): ActRefused {
  return { ok: false, code, message, cure }
}

/** What the console suggests after a vote; never done by itself. Below a third right, talk among pupils rarely helps (Crouch & Mazur 2001). */
export type Advice = 'explain' | 'talk' | 'go-on' | 'none'

/** `right` are the right options; without one, or without a vote, there is no advice. */
export function adviceOf(counts: readonly number[], right: readonly number[]): Advice {
  const all = votesIn(counts)
  if (all === 0 || right.length === 0) return 'none'
  const share = right.reduce((sum, choice) => sum + (counts[choice] ?? 0), 0) / all
  return share < 1 / 3 ? 'explain' : share <= 2 / 3 ? 'talk' : 'go-on'
}

/** The digits of what was typed: full-width ones too, with any space or dash between them. */
export function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '')
}

/** As it stands on the wall: 4 + 4. */
export function saidCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}
