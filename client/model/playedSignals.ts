/** The signals that Compare and the Lab offer at once; the command line takes all 64. */
export const PLAYED: readonly string[] = ['PIPE', 'INT', 'TERM', 'USR1']
