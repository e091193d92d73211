/** How the lessons are ordered and how deep they go. A file without schemas: the list of lessons needs no more. */

/** Parts of the walkthrough, in their order. The lessons of a chapter stand together. */
export const CHAPTERS = ['basics', 'memory', 'signals', 'languages', 'dangers', 'around', 'wild', 'beyond'] as const

/** From what needs nothing before it to what needs most of the others. */
export const LEVELS = [1, 2, 3] as const
