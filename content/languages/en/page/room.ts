/** The words of a class for those who follow it: a seat, and the wall. The console of the teacher has teach.ts. */
import type { ErrorCode } from '../../../../protocol/errors.ts'

/** What may be refused in a class. */
export type RoomRefusal = Extract<
  ErrorCode,
  | 'unknown_room'
  | 'unknown_code'
  | 'room_slow'
  | 'room_locked'
  | 'room_full'
  | 'room_removed'
  | 'room_ended'
  | 'rooms_off'
  | 'rooms_full'
  | 'room_password'
  | 'room_store_away'
  | 'not_in_room'
  | 'not_teacher'
  | 'wrong_moment'
  | 'vote_closed'
  | 'rate_limit'
  | 'connection_lost'
  | 'internal'
>

export interface RoomWords {
  title: string
  join: {
    title: string
    code: string
    hint: string
    enter: string
    digits: (count: number) => string
    entering: string
    again: string
    home: string
  }
  /** A seat, by its number and its name. */
  seat: (number: number, name: string) => string
  lobby: { wait: string; play: string; count: (here: number) => string }
  bar: {
    label: string
    at: (place: string) => string
    together: string
    alone: string
    rejoin: string
    stay: string
    hand: string
    handUp: string
    leave: string
    asks: string
    answer: string
    lead: string
    show: string
    away: string
    lost: string
    show_question: string
    hide_question: string
  }
  ask: {
    number: (index: number, round: number) => string
    choose: string
    chosen: (letter: string) => string
    sending: (letter: string) => string
    none: string
    open: string
    closed: string
    talk: string
    seconds: (left: number) => string
    soon: string
    over: string
    again: string
    yours: string
    right: string
    right_other: (letter: string) => string
    right_yours: (letter: string) => string
    no_right: string
    because: string
    go: string
    answered: string
    missing: string
  }
  counts: { caption: string; option: string; round: (round: number) => string; votes: (votes: number) => string }
  wall: {
    title: string
    joinAt: string
    code: string
    scan: string
    here: (here: number) => string
    voted: (voted: number, here: number | null) => string
    locked: string
    talk: string
    wait: string
    full: string
  }
  ended: { title: string; text: string; home: string }
  out: Record<'ended' | 'removed' | 'replaced' | 'signed-out' | 'left', string>
  back: string
  /** Pages, as the bar names where the class is. */
  pages: Record<'home' | 'compare' | 'lab' | 'lessons' | 'claims' | 'incidents' | 'real' | 'cost' | 'glossary' | 'check', string>
  step: (title: string, step: number) => string
  refusals: Record<RoomRefusal, { says: string; cure: string }>
  otherRefusal: { says: string; cure: string }
}

export const room: RoomWords = {
  title: 'Class',
  join: {
    title: 'Join a class',
    code: 'Code',
    hint: 'The eight digits stand on the wall.',
    enter: 'Join',
    digits: (count) => `A code has eight digits; this has ${count}.`,
    entering: 'Entering the class …',
    again: 'Try another code',
    home: 'Look around without a class',
  },
  seat: (number, name) => `Seat ${number}, ${name}`,
  lobby: {
    wait: 'You are in. Wait for your teacher.',
    play: 'Look around meanwhile',
    count: (here) => (here === 1 ? 'You are the only one so far.' : `${here} of you are here.`),
  },
  bar: {
    label: 'Class',
    at: (place) => `The class is at ${place}.`,
    together: 'You follow.',
    alone: 'You are on your own.',
    rejoin: 'Go to the class',
    stay: 'Stay here',
    hand: 'I am stuck',
    handUp: 'Hand is up: take it down',
    leave: 'Leave the class',
    asks: 'Your teacher asks a question.',
    answer: 'Answer it',
    lead: 'You lead: the class follows your cursor.',
    show: 'Show the class this page',
    away: 'Your teacher is away. Go on by yourself; the class waits here.',
    lost: 'No connection. Your browser tries again by itself.',
    show_question: 'Show the question again',
    hide_question: 'Hide the question',
  },
  ask: {
    number: (index, round) => (round === 1 ? `Question ${index}` : `Question ${index}, round ${round}`),
    choose: 'Choose one. You may change it until the vote closes.',
    chosen: (letter) => `You chose ${letter}. You may change it until the vote closes.`,
    sending: (letter) => `Sending ${letter} …`,
    none: 'You did not vote.',
    open: 'The vote is open.',
    closed: 'The vote is closed.',
    talk: 'Talk to your neighbour: why did you choose as you did?',
    seconds: (left) => `${left} s`,
    soon: 'Ten seconds are left.',
    over: 'Time is up.',
    again: 'The same question again. Has anything changed your mind?',
    yours: 'your vote',
    right: 'right',
    right_other: (letter) => `The answer is ${letter}.`,
    right_yours: (letter) => `The answer is ${letter}, as you said.`,
    no_right: 'The teacher leaves the answer open.',
    because: 'Because',
    go: 'Go on to the run',
    answered: 'The question is answered.',
    missing: 'This question has not come. Check your connection.',
  },
  counts: {
    caption: 'How the class voted',
    option: 'Answer',
    round: (round) => `Round ${round}`,
    votes: (votes) => (votes === 1 ? '1 vote' : `${votes} votes`),
  },
  wall: {
    title: 'Join the class',
    joinAt: 'Open',
    code: 'and type',
    scan: 'or scan',
    here: (here) => (here === 1 ? '1 is here' : `${here} are here`),
    voted: (voted, here) => (here === null ? `${voted} have voted` : `${voted} of ${here} have voted`),
    locked: 'The class is closed for newcomers.',
    talk: 'Talk to your neighbour.',
    wait: 'It begins soon.',
    full: 'Fill the screen',
  },
  ended: { title: 'The class is over', text: 'Thank you. Everything you saw is open to you.', home: 'Go on by yourself' },
  out: {
    ended: 'The class is over.',
    removed: 'Your teacher has taken this seat out of the class. Ask him: he can let you back in.',
    replaced: 'Your seat is open in a newer window. This one has stopped.',
    'signed-out': 'The teacher has made a new key. Use the new link.',
    left: 'You have left the class.',
  },
  back: 'Go back in',
  pages: {
    home: 'the first page',
    compare: 'Compare',
    lab: 'the Lab',
    lessons: 'the lessons',
    claims: 'Claims',
    incidents: 'Incidents',
    real: 'Real programs',
    cost: 'Cost',
    glossary: 'the glossary',
    check: 'Check',
  },
  step: (title, step) => `“${title}”, step ${step}`,
  refusals: {
    unknown_room: { says: 'This class is not here.', cure: 'Ask your teacher for the link. A class ends after some hours.' },
    unknown_code: { says: 'No class has this code.', cure: 'Look at the eight digits again, or scan the QR code.' },
    room_slow: {
      says: 'Your network has sent many wrong codes, so codes are slow at the moment.',
      cure: 'Scan the QR code or use the link: they are never slowed down.',
    },
    room_locked: { says: 'This class takes nobody new.', cure: 'Ask your teacher to unlock it.' },
    room_full: { says: 'This class is full.', cure: 'Look along with a neighbour, or ask your teacher.' },
    room_removed: { says: 'Your teacher has taken this seat out of the class.', cure: 'Ask him: he can let you back in.' },
    room_ended: { says: 'This class is over.', cure: 'Open a new one, or go on by yourself.' },
    rooms_off: { says: 'No classes are held on this server.', cure: 'Run your own: npx spawnscope --classroom. Or ask the operator.' },
    rooms_full: { says: 'This server holds as many classes as it can.', cure: 'Finish one of yours, or try again later.' },
    room_password: { says: 'This server wants a password of whoever opens a class.', cure: 'Ask the operator for it.' },
    room_store_away: { says: 'The server cannot store anything at the moment.', cure: 'Wait. The page sends it again by itself.' },
    not_in_room: { says: 'This browser is in no class.', cure: 'Enter one first.' },
    not_teacher: { says: 'Only the teacher of this class may do that.', cure: 'Use the link that the class was opened with.' },
    wrong_moment: { says: 'That is not possible at this moment.', cure: 'Close or answer the question first.' },
    vote_closed: { says: 'The vote had closed before yours came.', cure: 'Wait: your teacher may ask again.' },
    rate_limit: { says: 'That was too often.', cure: 'Wait a moment.' },
    connection_lost: { says: 'The server does not answer.', cure: 'Try again.' },
    internal: { says: 'The server failed. The fault is ours.', cure: 'Try again.' },
  },
  otherRefusal: { says: 'The server refused that.', cure: 'Reload the page.' },
}
