/** What stands before the call on a line of strace: LEADER := [PID] [TIME] [SINCE] [NUMBER] [ADDRESS]. Pure. */

/** A reading of a clock: whole seconds, and the nanoseconds beyond them. */
export interface Reading {
  seconds: number
  ns: number
  /** How many digits stand after the point. */
  digits: number
}
export interface Leader {
  /** Undefined in a log without -f, and on a terminal while there is one process only. */
  pid: number | undefined
  /** The pid stands in `[pid N]`, as on a terminal. */
  bracket: boolean
  /** `epoch`: -ttt. `day`: -t and -tt. `since`: -r alone, the time since the line before. */
  clock: 'epoch' | 'day' | 'since' | undefined
  reading: Reading | undefined
  /** -r beside another clock: the time since the line before. */
  since: Reading | undefined
  /** Where the call begins. */
  end: number
}

const NAME = '(?:<((?:[^>\\\\]|\\\\.)*)>)?'
const LEADER = new RegExp(
  [
    `^(?:\\[pid +(\\d+)${NAME}\\] |(\\d{1,7})${NAME}(?: /\\* (\\d+) in strace's PID NS \\*/)?( +)(?=[^\\s\\d]|\\d+[.: ]))?`,
    '(?:(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))? |( *)(\\d{1,10})(?:\\.(\\d{1,9}))? )?',
    '(?: *\\(\\+ *(\\d+)(?:\\.(\\d{1,9}))?\\) )?',
    '(?:\\[ *(?:\\d+|\\?+|0x[0-9a-f]+)\\] )?(?:\\[(?:[0-9a-f]{8,16}|\\?{8,16})\\] )?',
  ].join(''),
)
/** strace pads a pid to this width, and the seconds of -r to the next one. */
const PID_WIDTH = 5
const SINCE_WIDTH = 6
/** More seconds than these are a time of day on a calendar, not a time since the line before. */
const CALENDAR = 1e8

export function leaderOf(line: string): Leader {
  const match = LEADER.exec(line)
  const [head = '', inBrackets, , bare, name, outer, gap = '', hours, minutes, secs, subsecs, pad = '', whole, part, since, sincePart] = match ?? []
  const digits = inBrackets ?? outer ?? bare
  const leader: Leader = {
    pid: digits === undefined ? undefined : Number(digits),
    bracket: inBrackets !== undefined,
    clock: undefined,
    reading: undefined,
    since: since === undefined ? undefined : reading(Number(since), sincePart),
    end: head.length,
  }
  if (hours !== undefined) {
    leader.clock = 'day'
    leader.reading = reading(Number(hours) * 3600 + Number(minutes) * 60 + Number(secs), subsecs)
  } else if (whole !== undefined) {
    const separator = bare === undefined || name !== undefined ? Math.min(1, gap.length) : Math.max(0, PID_WIDTH - bare.length) + 1
    const width = gap.length - separator + pad.length + whole.length
    leader.clock = width >= SINCE_WIDTH && Number(whole) < CALENDAR ? 'since' : 'epoch'
    leader.reading = reading(Number(whole), part)
  }
  return leader
}

function reading(seconds: number, part: string | undefined): Reading {
  return { seconds, ns: part === undefined ? 0 : Number(part.padEnd(9, '0')), digits: part?.length ?? 0 }
}
