/** Why nothing can be published yet, and what to do about it. */
export interface ReleaseFault {
  what: string
  cure: string
}
