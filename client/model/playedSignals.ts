/** The signals that Compare and the Lab offer directly. The command line accepts all 64. */
export const PLAYED: readonly string[] = ['PIPE', 'INT', 'TERM', 'USR1']
