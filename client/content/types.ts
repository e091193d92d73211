/** What the build makes of our C files and notes. */
import type { Phase } from '../../protocol/phases.ts'

/** Text and its role: keyword, function, constant, string, comment; empty for what has no colour of its own. */
export type CodeToken = [text: string, role: string]

export interface ListingStep {
  phase: Phase
  step: string
  /** One libc call that runs through several phases. */
  library: boolean
  /** Line in the file, from 1. */
  line: number
  lines: CodeToken[][]
}

export interface Listing {
  steps: ListingStep[]
}

export interface Inline {
  kind: 'text' | 'code' | 'strong'
  text: string
}
