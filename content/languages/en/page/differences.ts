/** How the columns of a comparison differ, in words. English. */

/** How a run ended: the words of its last event. */
const ends: Record<string, string> = {
  spawned: 'spawned',
  traced: 'traced',
  failed: 'failed',
  refused: 'refused',
  killed: 'killed',
  timeout: 'timeout',
  'event-limit': 'event limit',
}
const conjunction = new Intl.ListFormat('en', { type: 'conjunction' })
const and = (names: string[]): string => conjunction.format(names)
const verb = (names: string[], one: string, many: string): string => (names.length === 1 ? one : many)
/** "Rust’s and Nim’s children". */
const childOf = (names: string[]): string => `${and(names.map((name) => `${name}’s`))} ${names.length === 1 ? 'child' : 'children'}`
const noneOr = (value: string): string => (value === '0' ? 'none' : value)

export const differences = {
  title: 'What differs',
  none: 'Nothing: in outcome, mechanism, sharing and signals these runs are alike.',
  join: (parts: string[]): string => `${parts.join('; ')}.`,
  aspects: {
    outcome: { name: 'Outcome', say: (names: string[], value: string): string => `${and(names)}: ${ends[value] ?? '?'}` },
    mechanism: { name: 'Mechanism', say: (names: string[], value: string): string => `${and(names)} by ${value}` },
    memory: {
      name: 'Memory',
      say: (names: string[], value: string): string => `${and(names)} ${value === 'yes' ? verb(names, 'lends', 'lend') : verb(names, 'copies', 'copy')} it`,
    },
    stack: {
      name: 'Stack of the child',
      say: (names: string[], value: string): string =>
        `${childOf(names)} ${verb(names, 'runs', 'run')} on ${{ same: 'the parent’s', separate: 'a separate one', copied: 'a copy' }[value] ?? value}`,
    },
    sleep: {
      name: 'Parent',
      say: (names: string[], value: string): string =>
        value === 'yes' ? `${and(names)} ${verb(names, 'sleeps', 'sleep')} until exec` : `${and(names)} ${verb(names, 'goes', 'go')} on at once`,
    },
    calls: {
      name: 'Calls before exec',
      say: (names: string[], value: string): string => `${childOf(names)} ${verb(names, 'makes', 'make')} ${noneOr(value)}`,
    },
    visited: {
      name: 'Signals visited',
      say: (names: string[], value: string): string => `${childOf(names)} ${verb(names, 'visits', 'visit')} ${noneOr(value)}`,
    },
    reset: {
      name: 'Dispositions reset',
      say: (names: string[], value: string): string => `${childOf(names)} ${verb(names, 'resets', 'reset')} ${noneOr(value)}`,
    },
    blocked: {
      name: 'Blocked after exec',
      say: (names: string[], value: string): string => `${childOf(names)} ${verb(names, 'starts', 'start')} with ${noneOr(value)}`,
    },
    ignored: {
      name: 'Ignored after exec',
      say: (names: string[], value: string): string => `${childOf(names)} ${verb(names, 'starts', 'start')} with ${noneOr(value)}`,
    },
  },
}

export type DifferenceWords = typeof differences
