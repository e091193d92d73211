/** The signals that Compare and the Lab offer directly. The command line accepts all 64. */
export const PLAYED: readonly string[] = ['PIPE', 'INT', 'TERM', 'USR1']

/** Those that whoever starts a program most often leaves ignored or blocked. */
export const STARTED_WITH: readonly string[] = ['HUP', 'INT', 'QUIT', 'PIPE', 'TERM', 'USR1']
