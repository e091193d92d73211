import { ComparePage } from './ComparePage.tsx'

/** The first page: a run that plays itself, the ways in, and the comparison. */
export function HomePage() {
  return <ComparePage home />
}
