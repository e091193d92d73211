import { latePart } from '../ui/latePart.tsx'
import type { NearestRunsProps } from './NearestRuns.tsx'

const NearestRuns = import.meta.env.PLAIN_FILES ? latePart(async () => (await import('./NearestRuns.tsx')).NearestRuns) : null

/** Offered on a site of plain files in place of a run that was not recorded. Empty where there is a server. */
export function NearestOffer(props: NearestRunsProps) {
  return NearestRuns && <NearestRuns {...props} />
}
