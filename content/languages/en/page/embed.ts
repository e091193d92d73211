/** The words of the page in another site's frame. English. */
export const embed = {
  open: 'Open in Spawnscope',
  missing: 'This run is not stored here. Run it yourself with',
  otherSettings: 'This run has other settings and is not stored here. Shown below is the strategy as it was recorded; run it yourself with',
}

export type EmbedWords = typeof embed
