/** How a started program came to its end. */
export interface RunEnding {
  /** Null: a signal ended it, or it never started. */
  status: number | null
  /** The signal that ended it. */
  signal: number | null
  /** What it wrote to standard error, STDERR_BYTES at most. */
  words: string
  /** It could not be started, or nobody can say how it ended. */
  error?: NodeJS.ErrnoException | undefined
}
