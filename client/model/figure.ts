/** What every view of one run is given: its story, where the cursor stands, what is lit. Events go up. */
import type { Target } from './lighting.ts'
import type { Step, Story } from './story.ts'

export interface Figure {
  /** The run's title by content, "Ruby: Process.spawn". */
  title: string
  story: Story
  /** Changes whenever the story has grown. */
  version: number
  /** The step the cursor stands at, by its index. */
  cursor: number
  onCursor: (index: number) => void
  /** What is pointed at, else what is pinned. */
  lit: Target | null
  onHover: (target: Target | null) => void
  /** Pins what was clicked; the same again lets go. */
  onPin: (target: Target | null) => void
}

/** The step under the cursor; undefined while the run has none. */
export function stepAt({ story, cursor }: Pick<Figure, 'story' | 'cursor'>): Step | undefined {
  return story.steps[Math.min(cursor, story.steps.length - 1)]
}
