/** Words of the pages that teach, in English; `TeachingWords` is what any language must have. */
import type { AbsenceSaid } from '../../../../client/model/evidenceSteps.ts'
import type { ClaimVerdict } from '../../../../protocol/claims.ts'

const verdicts: Record<ClaimVerdict, string> = {
  holds: 'Holds',
  'held-then': 'Held then',
  'never-held': 'Never held',
  depends: 'Depends',
  'cannot-be-seen': 'Cannot be seen',
  'answer-yes': 'Answer: yes',
  'answer-no': 'Answer: no',
  'answer-depends': 'Answer: it depends',
}

const of = { parent: ' of the parent', child: ' of the child' }

/** What is not in a run. `among` null: the recording is shortened, so nobody can count. `phase`: by its name. */
function absent(said: AbsenceSaid, among: number | null, phase: string | undefined): string {
  switch (said.is) {
    case 'calls': {
      const how = said.error === undefined ? '' : said.error === null ? ' that succeeds' : ` that fails with ${said.error}`
      const what = `no ${said.calls.join(' or ')}${said.args.length > 0 ? ` with ${said.args.join(' and ')}` : ''}${how}`
      const where = phase === undefined ? '' : ` in the phase “${phase}”`
      const by = said.by ? of[said.by] : ''
      return among === null
        ? `${what}${by === '' ? '' : ` by the ${said.by}`}${where} (in the shortened recording)`
        : `${what} among ${among} calls${by}${where}`
    }
    case 'signal':
      return among === null ? `no ${said.signal} for the ${said.by}` : `no ${said.signal} among ${among} signals for the ${said.by}`
    case 'reading':
      return 'the signal sets were not read at that stage'
    case 'finding':
      return `the experiment did not find out “${said.name.replaceAll('_', ' ')}”`
    case 'event':
      return absentEvents[said.kind]
  }
}

const absentEvents: Record<Extract<AbsenceSaid, { is: 'event' }>['kind'], string> = {
  create: 'no child was created',
  decision: 'no mechanism was chosen',
  memory: 'nobody looked at that variable',
  outcome: 'the run has no end',
  exit: 'that task has no end in this run',
  held: 'nobody looked at the parent while the child was held',
  'page-tables': 'no child was created',
}

export const teaching = {
  verdicts,
  places: {
    introduction: 'Introduction',
    'rust-conditions': 'Rust: conditions for posix_spawn',
    'rust-use': 'Rust: how it is used',
    'rust-summary': 'Rust: summary and open questions',
    'go-conditions': 'Go: conditions for clone(CLONE_VFORK)',
    'go-use': 'Go: how it is used',
    'go-child': 'Go: between fork and exec',
    'go-summary': 'Go: summary',
    'ruby-conditions': 'Ruby: conditions for vfork',
    'ruby-child': 'Ruby: between fork and exec',
    'ruby-summary': 'Ruby: summary',
    'nim-conditions': 'Nim: conditions',
    'nim-use': 'Nim: how it is used',
    'nim-summary': 'Nim: summary',
  },
  run: 'Run',
  runAgain: 'Run again',
  running: 'Running…',
  cancel: 'Cancel',
  notHere: 'Live runs are not possible here. What you see was recorded with the project and shortened to the events that matter.',
  wantsRoot: 'needs a parent running as root; this server is not root',
  openInLab: 'Open in the Lab',
  command: 'The same on the command line',
  sources: 'Where upstream says it',
  unverified: 'not verified',
  showLines: (project: string): string => `Show the lines of the ${project} installed here`,
  hideLines: 'Hide the lines',
  linesFrom: (file: string, version: string, from: number): string => `${file}, line ${from} and following, ${version}, read on the server’s machine`,
  noLines: 'The server did not answer.',
  leader: 'Step through',
  figures: { label: 'Figure', findings: 'Findings', timeline: 'Timeline', passport: 'Signals', memory: 'Memory' },
  findings: 'Findings',
  harm: 'harm',
  fine: 'no harm',
  noFindings: 'No findings yet.',
  evidence: {
    title: 'Evidence',
    of: (run: string): string => `Evidence of ${run}`,
    /** `isStep`: what is named is the step itself, and not read after it. */
    named: (name: string, step: number, isStep: boolean): string => (isStep ? `${name}, step ${step}` : `${name}, read after step ${step}`),
    facts: {
      decide: 'the decision',
      create: 'the child’s creation',
      suspend: 'the parent falls asleep',
      sample: 'a look at the parent',
      resume: 'the parent wakes',
      exec: 'exec',
      exit: 'the end of a task',
      signal: 'a signal',
      canary: 'the canary',
      handler: 'the handler’s counter',
      output: 'what was written',
      finding: 'a finding',
    },
    reading: (stage: string): string => `signal sets (${stage})`,
    set: (names: string[], most: number): string =>
      names.length === 0 ? '(none)' : names.length > most ? `(${names.length} signals)` : `(${names.map((name) => `SIG${name}`).join(', ')})`,
    end: 'the end of the run',
    show: 'Show it in the run',
    more: (count: number): string => `${count} more`,
    absent,
  },
  claims: {
    title: 'Every sentence of the article, run',
    intro:
      'In 2018 the article’s author read source code and wrote down what he saw, question marks included. Here each sentence has a check over a run: press Run, and the events decide its [verdict](term:verdict). Some sentences were right, some have changed since, some misread the source.',
    all: 'All',
    filter: 'Show verdicts',
    asks: 'The article asks',
    trials: 'Runs: our re-creation, and the real programs',
    realProgram: (title: string): string => `${title} (real)`,
    setting: (name: string): string => `a program in that language, setting “${name}”; judged over its spawn alone`,
    notKnown: 'a different release from the one the sentence is about',
    notOffered: (title: string): string => `${title} is not installed on this server: install it, then npm run specimens`,
    notRecorded: 'not recorded; run it on a server of your own',
    besideOurs: 'See it beside ours',
    unrun: 'Judged by reading. Why it is not run here:',
    expected: 'Expected',
    found: 'Found here',
    foundRecorded: 'In the recording',
    yes: 'the check holds',
    no: 'it does not',
    agrees: 'as expected',
    differs: 'not as expected',
    control: 'control: a case where the answer is the opposite',
    notRun: 'not run yet',
    cannot: 'cannot be judged',
    editions: { article: 'of the article', today: 'today' },
    real: 'The real runtime',
    seen: 'seen in a trace',
    read: 'read in its source',
    environments: 'It depends on',
    runAll: 'Run all of them',
    lesson: 'The lesson about it',
  },
  lessons: {
    title: 'Lessons',
    intro: 'Each lesson asks before it shows: look, predict, run, explain, change. A wrong prediction teaches as much as a right one.',
    step: (at: number, of: number): string => `Step ${at} of ${of}`,
    kinds: { look: 'Look', predict: 'Predict', run: 'Run', explain: 'Explain', curve: 'Predict the curve', change: 'Change it' },
    learn: 'You will learn',
    learned: 'What you have learned',
    minutes: (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`),
    levels: { 1: 'first steps', 2: 'in depth', 3: 'for experts' },
    chapters: {
      basics: 'What a process is, and how it starts another',
      memory: 'Whose memory, whose stack',
      signals: 'Signals, exec and errors',
      languages: 'What the languages do',
      dangers: 'What can go wrong',
      around: 'What surrounds a start',
      beyond: 'Other systems, and what comes next',
    },
    progress: (done: number, of: number): string => `${done} of ${of} lessons done`,
    begun: 'begun',
    /** Why "Next" waits. The bar of steps leads anywhere. */
    before: {
      answer: 'First lock in an answer, or skip it.',
      run: 'First run it, and see.',
      say: 'First say what you saw, or skip it.',
    },
    next: 'Next',
    back: 'Back',
    begin: 'Begin',
    done: 'done',
    nextLesson: 'The next lesson',
    allLessons: 'All lessons',
    steps: 'Steps of this lesson',
    runs: 'What will be run',
    reason: 'Why? One line, for yourself',
    lock: 'Lock in my answer',
    locked: 'Your answer is locked in. Run it and see.',
    skip: 'Skip the prediction',
    skipped: 'You skipped the prediction.',
    change: 'Forget my answer',
    showRecorded: 'Show what was recorded',
    recordedCurve: 'recorded with the project',
    measuredCurve: 'measured here, just now',
    tooBig: 'The size that you predicted for does not fit into the memory of this machine; what was recorded is shown.',
    sawAsk: 'What did you see? Answer before you read on.',
    sawWords: 'In your own words, one line (optional)',
    sawNote: 'That is what I saw',
    sawSkip: 'Skip',
    youSaw: 'You saw',
    sawSame: 'So does the record of the run.',
    sawOther: 'The record of the run shows something else. Look again.',
    first: 'Predict first: then Run is unlocked.',
    goPredict: 'Predict',
    yourAnswer: 'You predicted',
    yourReason: 'Your reason',
    result: 'What happened',
    because: 'The reason',
    right: 'Right.',
    wrong: 'Not so.',
    decided: 'decided by your run',
    decidedRecorded: 'decided by the recorded run',
    tested: 'from the project’s tests; run it to see for yourself',
    others: 'And the other answers',
    claims: 'Sentences of the article about this',
    tries: 'Try',
    reached: 'Goal reached',
    notReached: 'Not this one',
    noLesson: 'There is no such lesson.',
  },
  /** What a fact of an explanation rests on. */
  fact: {
    seen: 'seen in this run',
    seenRecorded: 'seen in the recording',
    checked: 'checked by a run',
    differs: 'not so in this run',
    read: 'read',
  },
  situation: {
    title: 'The situation',
    after: 'The situation, and what the run did',
    memory: (mb: number): string => `${mb} MB of memory that it has written to`,
    threads: (count: number): string => (count === 1 ? 'another thread, which counts' : `${count} more threads, which count`),
    uid: (uid: number): string => (uid === 0 ? 'runs as root' : `runs as user ${uid}`),
    dispositions: {
      default: (signal: string): string => `${signal}: default`,
      ignore: (signal: string): string => `ignores ${signal}`,
      handle: (signal: string): string => `has a handler for ${signal}, which counts`,
    },
    blocks: (signal: string): string => `blocks ${signal}`,
    and: ', ',
    notYet: '(not made yet)',
    got: { borrowed: 'in the parent’s memory', copied: 'in a copy of the memory' },
    without: 'left out:',
    own: 'set:',
    plain: 'nothing is set for it',
    sent: (signal: string, at: string): string => `${signal} will be sent to it ${at}`,
    held: (at: string, ms: number | 'wait'): string => `will be held ${at}${ms === 'wait' ? ', until somebody lets go' : `, for ${ms} ms`}`,
    moments: {
      'before-create': 'before the child exists',
      'child-start': 'at the child’s first instruction',
      'before-exec': 'right before exec',
      'after-exec': 'right after exec',
    },
    program: 'Program to become',
    place: { name: 'named by', path: 'PATH of the child:', cwd: 'in the directory' },
    became: 'the child has become it',
    neverBecame: 'the child has never become it',
    ended: (status: number): string => `ended with status ${status}`,
    killed: (signal: string): string => `killed by ${signal}`,
  },
  incidents: {
    title: 'Incidents',
    intro: 'Real threads, told in three sentences. One click shows the [hazard](term:hazard) with our strategies.',
    thread: 'The thread',
    shows: 'What the run shows',
    shown: 'Shown',
    notShown: 'Not shown here',
  },
  glossary: {
    title: 'Glossary',
    intro: 'The field’s words, in both languages.',
    term: 'Term',
    meaning: 'Meaning',
    man: 'Manual',
  },
}
export type TeachingWords = typeof teaching
