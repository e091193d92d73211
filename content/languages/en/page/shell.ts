/** Words of what stands on several pages: terminals, copying, the palette. English. */
export const shell = {
  failed: {
    notFetched: { page: 'This page could not be fetched.', part: 'This part of the page could not be fetched.' },
    broke: { page: 'This page broke.', part: 'This part of the page broke.' },
    why: {
      offline: 'The browser has no network. The missing part appears once the network is back.',
      silent: 'The server does not answer. The missing part appears once it answers.',
      newer: 'The server has a newer Spawnscope, without the old files. Reload to get it; the address stays the same.',
      lost: 'The server answers, but this file did not arrive.',
    },
    fault: (message: string) => `The fault is ours: ${message}`,
    notStarted: 'The page could not be fetched: no network, or the server does not answer. It starts once the network is back.',
    again: 'Try again',
    reload: 'Reload',
  },
  noScript: 'This page needs JavaScript: runs are played step by step. The lessons can be read without it:',
  search: 'Search',
  searchIn: (what: string) => `Search in ${what}`,
  notFound: 'not found',
  copyCommand: 'Copy the command',
  copyLink: 'Copy link',
  copyEmbed: 'Copy for embedding',
  exportRun: 'Export…',
  exportRunAs: 'Save this run as',
  copied: 'Copied',
  copyByHand: 'The browser does not let this page copy. Copy it from here:',

  palette: { open: 'Command palette' },
}

export type ShellWords = typeof shell
