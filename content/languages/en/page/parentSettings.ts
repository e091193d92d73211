/** The words of the controls that set up the parent, fetched when somebody opens them. English. */
export const parentSettings = {
  dispositionLegend: (signal: string) => `SIG${signal}`,
  dispositions: { unset: 'as the runtime has it', default: 'default', ignore: 'ignore', handle: 'handle' },
  blocked: 'Blocked mask',
  runOrder: {
    label: 'Several runs',
    together: 'all at once',
    'in-turn': 'one after the other',
    why: 'At once, they share the processors. Where times are compared, or with much memory or many threads, runs disturb each other: then run one after the other.',
  },
  target: 'Start',
  targets: {
    ok: 'a program that ends at once',
    missing: 'a program that does not exist',
    denied: 'a file that may not be executed',
    'bad-format': 'a file that is no program',
    directory: 'a directory',
  } as Record<string, string>,
  user: 'Run as',
  users: { root: 'root', nobody: 'nobody (65534)' },
  started: 'What the runtime is started with',
  startedWhy: 'Before its own start-up, which may keep it or overrule it.',
  startedIgnored: 'Ignored at its start',
  startedBlocked: 'Blocked at its start',
  startedBy: 'Started by',
  startedByNobody: 'nobody in particular',
  startedSets: 'This sets',
  startedSetsNothing: 'This sets nothing.',
}

export type ParentSettingsWords = typeof parentSettings
