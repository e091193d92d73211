import { fetched } from './fetched.ts'

/** What a site of plain files says above every page; of others nothing is shipped. */
export const siteBadge = import.meta.env.PLAIN_FILES ? fetched(async () => (await import('./SiteBadge.tsx')).SiteBadge) : null
