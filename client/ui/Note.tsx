import { memo } from 'react'
import type { Inline } from '../content/types.ts'
import { Inlines } from './Inlines.tsx'

/** A note's words. */
export const Note = memo(function Note({ inlines }: { inlines: readonly Inline[] }) {
  return (
    <p className="note">
      <Inlines inlines={inlines} />
    </p>
  )
})
