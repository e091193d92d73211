/** The signals one plays with first; every other is a choice away. */
export const PLAYED: readonly string[] = ['PIPE', 'INT', 'TERM', 'USR1']
