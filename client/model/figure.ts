/** The props of every view of one run: its story, the cursor, the lighting. Events go up. */
import type { Target } from './lighting.ts'
import type { Step, Story } from './story.ts'

export interface Figure {
  /** The title of the run, from content/: "Ruby: Process.spawn". */
  title: string
  story: Story
  /** Changes whenever the story grows. */
  version: number
  /** The index of the step under the cursor. */
  cursor: number
  onCursor: (index: number) => void
  /** The target under the pointer, or else the pinned one. */
  lit: Target | null
  onHover: (target: Target | null) => void
  /** Pins the clicked target. A second click on it releases the pin. */
  onPin: (target: Target | null) => void
}

/** The step under the cursor; undefined while the run has no steps. */
export function stepAt({ story, cursor }: Pick<Figure, 'story' | 'cursor'>): Step | undefined {
  return story.steps[Math.min(cursor, story.steps.length - 1)]
}
