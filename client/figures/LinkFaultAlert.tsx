/** Few links are at fault: what is said of one is fetched when there is one. */
import { latePart } from '../ui/latePart.tsx'

export const LinkFaultAlert = latePart(async () => (await import('./LinkFaultText.tsx')).LinkFaultText)
