/**
 * The programs that a reader begins with, in the order of the page: the names of their folders in content/own. The first is there in every
 * language. A specimen is the program of a real runtime that stands beside our strategies.
 */
export const OWN_TEMPLATES = ['start', 'specimen', 'no-exit', 'handler', 'descriptor', 'zombie', 'ctrl-c', 'threads'] as const
export type OwnTemplate = (typeof OWN_TEMPLATES)[number]

/** The arguments that a template wants, one a line. A specimen starts what it is told to. */
export const argsOf = (template: OwnTemplate | null): string => (template === 'specimen' ? '/usr/bin/true' : '')
