/** The words of whoever leads a class: how one is opened, the console, the bar on every page. */
import type { Advice } from '../../../../protocol/room.ts'

export interface TeachWords {
  open: {
    title: string
    intro: string
    steps: readonly string[]
    button: string
    opening: string
    password: string
    join: string
    joinText: string
    files: string
    filesButton: string
    resume: string
    resumeText: string
    beginsWith: (lesson: string) => string
  }
  bar: {
    label: string
    console: string
    show: string
    shown: string
    gather: string
    people: (following: number, here: number) => string
    hands: (hands: number) => string
    ask: string
    run: string
    openQuestion: string
    take: string
    lost: string
    over: string
    leave: string
  }
  console: {
    title: string
    lesson: string
    choose: string
    steps: string
    at: (count: number) => string
    here: string
    next: string
    previous: string
    showLesson: string
    question: string
    ask: string
    withClock: string
    noClock: string
    seconds: (count: number) => string
    close: string
    again: string
    counts: string
    hideCounts: string
    answer: string
    run: string
    running: string
    recorded: string
    withdraw: string
    gather: string
    votes: (voted: number, here: number) => string
    round: (round: number) => string
    right: string
    advice: Record<Advice, string>
    typed: string
    typedText: string
    typedOption: (letter: string) => string
    typedRight: string
    typedNone: string
    typedAsk: string
    typedHint: string
    clock: string
    clockReset: string
    state: Record<'lobby' | 'follow' | 'open' | 'closed' | 'answered' | 'ended', string>
  }
  room: {
    title: string
    code: string
    wall: string
    openWall: string
    phone: string
    phoneText: string
    seatLink: string
    lock: string
    unlock: string
    headcountHide: string
    headcountShow: string
    recode: string
    rekey: string
    finish: string
    finishSure: string
    devices: (teachers: number, screens: number) => string
    crowded: string
    local: string
  }
  people: {
    title: string
    none: string
    stuck: string
    nobodyStuck: string
    seat: string
    name: string
    state: string
    following: string
    alone: string
    away: string
    removed: string
    remove: string
    restore: string
    lend: string
    leads: string
    label: string
    all: (seats: number) => string
  }
  notes: {
    title: string
    aim: string
    minutes: (minutes: number) => string
    ask: string
    wrong: string
    objection: string
    answer: string
    missing: string
  }
  results: { title: string; csv: string; json: string; none: string; failed: string; columns: readonly string[] }
  keys: { title: string; rows: readonly { keys: readonly string[]; does: string }[] }
  refused: { title: string; noKey: string }
  files: { projector: string; text: string; follows: string }
}

export const teach: TeachWords = {
  open: {
    title: 'Lead a class',
    intro: 'Everybody predicts before anybody sees. The class votes, talks, votes again, and then the kernel decides.',
    steps: [
      'Open a class. You get a code and a QR code.',
      'Open the wall on the projector: it shows the way in.',
      'Choose a lesson. Pages follow you until somebody wanders off; one key brings him back.',
    ],
    button: 'Open a class',
    opening: 'Opening …',
    password: 'Password of this server',
    join: 'Join a class',
    joinText: 'You are a pupil: type the eight digits from the wall.',
    files:
      'This site has no server, so there are no seats and no votes. A second window on this machine follows you: one for the projector, one for your notes.',
    filesButton: 'Lead a second window',
    resume: 'Go on with your class',
    resumeText: 'This browser leads a class that is still open.',
    beginsWith: (lesson) => `It begins with “${lesson}”.`,
  },
  bar: {
    label: 'You lead a class',
    console: 'Console',
    show: 'Show the class this page',
    shown: 'The class sees this page',
    gather: 'Gather',
    people: (following, here) => `${following} of ${here} follow`,
    hands: (hands) => (hands === 1 ? '1 is stuck' : `${hands} are stuck`),
    ask: 'Ask',
    run: 'Run for all',
    openQuestion: 'A question is open',
    take: 'Take the lead back',
    lost: 'No connection; trying again',
    over: 'Your class is over',
    leave: 'Leave the class',
  },
  console: {
    title: 'Console',
    lesson: 'Lesson',
    choose: 'Choose a lesson',
    steps: 'Steps, and how many are at each',
    at: (count) => `${count} here`,
    here: 'the class',
    next: 'Next step',
    previous: 'Previous step',
    showLesson: 'Show the lesson',
    question: 'Question',
    ask: 'Ask',
    withClock: 'Time to vote',
    noClock: 'no clock',
    seconds: (count) => `${count} s`,
    close: 'Close the vote',
    again: 'Vote again',
    counts: 'Show how they voted',
    hideCounts: 'Hide how they voted',
    answer: 'Show the answer',
    run: 'Run for all',
    running: 'Running …',
    recorded: 'No live runs here: everybody sees the recorded one.',
    withdraw: 'Withdraw the question',
    gather: 'Gather everybody',
    votes: (voted, here) => `${voted} of ${here} have voted`,
    round: (round) => `Round ${round}`,
    right: 'right',
    advice: {
      explain: 'Fewer than a third are right: explain first, then vote again.',
      talk: 'Between a third and two thirds are right: let them talk, then vote again.',
      'go-on': 'More than two thirds are right: show the answer and go on.',
      none: '',
    },
    typed: 'A question of your own',
    typedText: 'Question',
    typedOption: (letter) => `Answer ${letter}`,
    typedRight: 'Right answer',
    typedNone: 'none, or open',
    typedAsk: 'Ask this',
    typedHint: 'At least two answers. The class hears which one is right when you show the answer.',
    clock: 'Time in class',
    clockReset: 'Start the clock anew',
    state: {
      lobby: 'The class waits.',
      follow: 'The class follows.',
      open: 'The vote is open.',
      closed: 'The vote is closed. They talk.',
      answered: 'The answer is shown.',
      ended: 'The class is over.',
    },
  },
  room: {
    title: 'The way in',
    code: 'Code',
    wall: 'Wall',
    openWall: 'Open the wall',
    phone: 'Phone as remote',
    phoneText: 'Scan this with your own phone only. Whoever has it leads the class.',
    seatLink: 'Link for pupils',
    lock: 'Close for newcomers',
    unlock: 'Open for newcomers',
    headcountHide: 'Hide how many are here',
    headcountShow: 'Show how many are here',
    recode: 'New code',
    rekey: 'New key: sign out my other devices',
    finish: 'Finish the class',
    finishSure: 'Finish for everybody?',
    devices: (teachers, screens) => `Your devices here: ${teachers}. Walls: ${screens}.`,
    crowded: 'This server has hardly any connections left. Raise SPAWNSCOPE_SOCKETS and SPAWNSCOPE_SOCKETS_PER_ADDRESS.',
    local: 'This page was opened as localhost, which only this machine reaches. Start with npx spawnscope --classroom and open the address that it prints.',
  },
  people: {
    title: 'Seats',
    none: 'Nobody has come in yet.',
    stuck: 'Stuck',
    nobodyStuck: 'Nobody is stuck.',
    seat: 'Seat',
    name: 'Name',
    state: 'State',
    following: 'follows',
    alone: 'on his own',
    away: 'away',
    removed: 'taken out',
    remove: 'Take out',
    restore: 'Let back in',
    lend: 'Lend the lead',
    leads: 'leads',
    label: 'Your note',
    all: (seats) => (seats === 1 ? 'All seats (1)' : `All seats (${seats})`),
  },
  notes: {
    title: 'Notes for this lesson',
    aim: 'Aim',
    minutes: (minutes) => `${minutes} min in class`,
    ask: 'Ask',
    wrong: 'What usually goes wrong',
    objection: 'The most common objection',
    answer: 'Answer',
    missing: 'The notes have not come. Check your connection.',
  },
  results: {
    title: 'Results',
    csv: 'Save as CSV',
    json: 'Save as JSON',
    none: 'Nothing has been asked yet.',
    failed: 'The results did not come. Try again.',
    columns: ['question', 'round', 'seat', 'choice', 'right', 'ms after the first vote'],
  },
  keys: {
    title: 'Keys',
    rows: [
      { keys: ['→', '←', 'PageDown', 'PageUp'], does: 'next and previous step of the lesson' },
      { keys: ['Q'], does: 'ask the question of the lesson' },
      { keys: ['Space'], does: 'close the vote; vote again' },
      { keys: ['H'], does: 'show or hide how they voted' },
      { keys: ['A'], does: 'show the answer' },
      { keys: ['R'], does: 'run for all' },
      { keys: ['G'], does: 'gather everybody' },
    ],
  },
  refused: {
    title: 'You do not lead this class',
    noKey: 'This browser has no key for it. Open the link that the class was opened with, or open a class of your own.',
  },
  files: {
    projector: 'Open the projector window',
    text: 'Move the second window to the projector. It goes where you show it, without your notes.',
    follows: 'The projector window follows.',
  },
}
