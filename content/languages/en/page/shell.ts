/** Words of what stands on several pages: terminals, copying, the palette. English. */
export const shell = {
  search: 'Search',
  searchIn: (what: string) => `Search in ${what}`,
  notFound: 'not found',
  copyCommand: 'Copy the command',
  copyLink: 'Copy link',
  copyEmbed: 'Copy for embedding',
  copied: 'Copied',
  copyByHand: 'The browser does not let this page copy. Copy it from here:',
  embed: {
    open: 'Open in Spawnscope',
    missing: 'This run is not stored here. Run it yourself with',
    otherSettings: 'This run is made with other settings and is not stored here. Below is the strategy as it was recorded; run it yourself with',
  },
  palette: {
    title: 'Go anywhere, do anything',
    open: 'Command palette',
    field: 'What would you like to do?',
    none: 'Nothing by that name.',
    page: (name: string) => `Go to ${name}`,
    language: (name: string) => `Language: ${name}`,
    theme: (name: string) => `Theme: ${name}`,
    lab: (title: string) => `Try ${title} in the Lab`,
    keys: 'Show the keys',
  },
}

export type ShellWords = typeof shell
