import { fetchedPart } from '../ui/fetchedPart.ts'

/** The badge of a site of plain files, above every page. Chosen at build time; other builds do not bundle it. */
export const siteBadge = import.meta.env.PLAIN_FILES ? fetchedPart(async () => (await import('./SiteBadge.tsx')).SiteBadge) : null
