/** The stable codes of `note` events that a program acts upon. */

/** A child begins to wait for a person (`--hold MOMENT=wait`). The text: the moment, and for how many ms at most. */
export const WAITING = 'waiting'
/** A child does not wait any more; how it was released follows: one of RELEASES. */
export const RELEASED = 'released-by-'
/** By hand; because its time was over; because nobody can give orders any more, or the run ends; because it was killed. */
export const RELEASES = ['hand', 'time', 'end', 'death'] as const
export type Release = (typeof RELEASES)[number]

/** A key was pressed (`--press KEY@MOMENT`). The text: the key and the moment. */
export const PRESSED = 'pressed'
/** The run did not come to the moment of --press. */
export const NOT_PRESSED = 'not-pressed'
/** A job that was stopped goes on, as after `fg` in a shell. */
export const CONTINUED = 'continued'
