import type { Inline } from '../content/types.ts'

/** A note's words: text, code, strong. Data, never HTML. */
export function Note({ inlines }: { inlines: readonly Inline[] }) {
  return (
    <p className="note">
      {inlines.map(({ kind, text }, at) => {
        const key = `${at}:${text}`
        if (kind === 'code') return <code key={key}>{text}</code>
        if (kind === 'strong') return <strong key={key}>{text}</strong>
        return <span key={key}>{text}</span>
      })}
    </p>
  )
}
