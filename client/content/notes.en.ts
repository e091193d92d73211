import type { Inline } from './types.ts'

export const notes = import.meta.glob<Record<string, Inline[]>>('../../content/strategies/{rust,go,ruby,nim}/steps.en.md', {
  query: '?notes',
  import: 'default',
  eager: true,
})
