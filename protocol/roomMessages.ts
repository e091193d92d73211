/** What a browser and the server say to each other about a room, on the same WS /live. Each kind begins with `room`. */
import * as z from 'zod/mini'
import { decoder } from './decoder.ts'
import { Refusal } from './errors.ts'
import { Act, NAME_WORDS, Question, RoomChange, RoomCode, RoomId, RoomState, Round, SeatNumber, SeatToken, TeacherKey } from './room.ts'

const Choice = z.int().check(z.minimum(0), z.maximum(5))
const Seq = z.int().check(z.minimum(0))
const Epoch = z.string().check(z.regex(/^[A-Za-z0-9_-]{8}$/))
/** Where a client is in the room's log, so that it gets only what it has missed. */
const Have = z.strictObject({ epoch: Epoch, seq: Seq })
/** A number of the client's own for an act: the same act sent twice is done once. */
const ActName = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,24}$/))
/** The cursor of a page: the number of an event, and the pinned step. */
const At = z.nullable(z.int().check(z.minimum(0)))
const Pin = z.nullable(z.string().check(z.regex(/^[a-z0-9_.-]{1,60}$/i)))

/** Where the one who leads points; null before he has. */
const PointAt = z.nullable(z.strictObject({ at: At, pin: Pin }))

export const ROOM_ROLES = ['student', 'screen', 'teacher'] as const
export type RoomRole = (typeof ROOM_ROLES)[number]

export const RoomMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('room-open'), password: z.optional(z.string().check(z.maxLength(200))) }),
  /** By its id (link, QR), or by the code that was typed. `seat`: the token of an earlier visit. */
  z.strictObject({
    kind: z.literal('room-enter'),
    room: z.optional(RoomId),
    code: z.optional(RoomCode),
    as: z.enum(ROOM_ROLES),
    seat: z.optional(SeatToken),
    key: z.optional(TeacherKey),
    have: z.optional(Have),
  }),
  z.strictObject({ kind: z.literal('room-leave') }),
  /** Sets this seat's vote; a repeat is harmless. */
  z.strictObject({ kind: z.literal('room-vote'), question: Question, round: Round, choice: Choice }),
  /** Whether this browser follows, and at which step of a lesson it is. On change, at most every 3 s. */
  z.strictObject({ kind: z.literal('room-here'), following: z.boolean(), step: z.optional(z.int().check(z.minimum(1), z.maximum(20))) }),
  /** "I am stuck." */
  z.strictObject({ kind: z.literal('room-hand'), up: z.boolean() }),
  z.strictObject({ kind: z.literal('room-act'), n: ActName, act: Act }),
  z.strictObject({ kind: z.literal('room-point'), at: At, pin: Pin }),
  z.strictObject({ kind: z.literal('room-results') }),
])
export type RoomMessage = z.infer<typeof RoomMessage>

const Name = z.tuple([z.int().check(z.minimum(0), z.maximum(NAME_WORDS - 1)), z.int().check(z.minimum(0), z.maximum(NAME_WORDS - 1))])
/** Two places in the lists of words; each browser says the name in its reader's language. */
export type SeatName = z.infer<typeof Name>

const You = z.strictObject({
  as: z.enum(ROOM_ROLES),
  /** A seat's own. The token is told to this seat and nobody else. */
  seat: z.nullable(z.strictObject({ number: SeatNumber, name: Name, token: SeatToken })),
})
export type You = z.infer<typeof You>

export const Vote = z.strictObject({ question: Question, round: Round, choice: Choice })
export type Vote = z.infer<typeof Vote>

/** A row of what a teacher sees of a seat. Never how it voted. */
export const SeatRow = z.strictObject({
  number: SeatNumber,
  name: Name,
  here: z.boolean(),
  following: z.boolean(),
  step: z.nullable(z.int()),
  hand: z.boolean(),
  removed: z.boolean(),
})
export type SeatRow = z.infer<typeof SeatRow>

const CastVote = z.tuple([SeatNumber, Choice, z.number()])

export const RoomWord = z.discriminatedUnion('kind', [
  /** The only time that the key is told, besides after `rekey`. */
  z.strictObject({ kind: z.literal('room-opened'), room: RoomId, code: RoomCode, key: TeacherKey }),
  /** All of the room as this member may see it. `now`: the server's clock, in ms. */
  z.strictObject({
    kind: z.literal('room'),
    room: RoomId,
    epoch: Epoch,
    seq: Seq,
    now: z.number(),
    you: You,
    state: RoomState,
    mine: z.nullable(Vote),
    point: PointAt,
  }),
  /** Whoever came back knows the rest: the changes that it missed came before this. */
  z.strictObject({ kind: z.literal('room-resumed'), seq: Seq, now: z.number(), you: You, mine: z.nullable(Vote), point: PointAt }),
  z.strictObject({ kind: z.literal('room-change'), seq: Seq, now: z.number(), change: RoomChange }),
  z.strictObject({ kind: z.literal('room-point'), at: At, pin: Pin }),
  /** `here` is null where the teacher hides it. `voted`: for teacher and screen, while a question is open. */
  z.strictObject({
    kind: z.literal('room-count'),
    here: z.nullable(z.int()),
    following: z.nullable(z.int()),
    voted: z.nullable(z.int()),
    teachers: z.int(),
    screens: z.int(),
    /** For the teacher: the server has hardly any sockets left. */
    crowded: z.boolean(),
  }),
  /** Votes so far, for the teacher alone. */
  z.strictObject({ kind: z.literal('room-tally'), question: Question, round: Round, counts: z.array(z.int()) }),
  /** Seats whose row has changed, for the teacher alone. `whole`: all of them, from the first. */
  z.strictObject({ kind: z.literal('room-people'), whole: z.boolean(), seats: z.array(SeatRow) }),
  z.extend(Vote, { kind: z.literal('room-voted') }),
  /** The act has been done. `key`: after `rekey`. */
  z.strictObject({ kind: z.literal('room-acted'), n: ActName, key: z.optional(TeacherKey) }),
  /** `of`: the kind of message that was refused; `n`: the act. */
  z.strictObject({ kind: z.literal('room-refused'), of: z.string(), n: z.nullable(ActName), refusal: Refusal }),
  /** All votes, question by question and round by round; `last` ends them. Seat, choice, and when, in ms of the server. */
  z.strictObject({ kind: z.literal('room-results'), question: Question, round: Round, votes: z.array(CastVote), last: z.boolean() }),
  z.strictObject({ kind: z.literal('room-out'), why: z.enum(['ended', 'removed', 'replaced', 'signed-out', 'left']) }),
])
export type RoomWord = z.infer<typeof RoomWord>

/** One text frame of a browser whose kind begins with `room`. */
export const decodeRoomMessage = decoder(RoomMessage)
/** One text frame of the server whose kind begins with `room`. */
export const decodeRoomWord = decoder(RoomWord)
