/** The programs that a reader begins with, by the names of their folders in content/own. */
/** In the order of the page. The first is there in every language. */
export const OWN_TEMPLATES = ['start', 'no-exit', 'handler', 'descriptor', 'zombie', 'ctrl-c', 'threads'] as const
export type OwnTemplate = (typeof OWN_TEMPLATES)[number]
