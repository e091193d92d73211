import type { Inline } from '../content/types.ts'

/** Words with their roles: text, code, strong. Data, never HTML. */
export function Inlines({ inlines }: { inlines: readonly Inline[] }) {
  return inlines.map(({ kind, text }, at) => {
    const key = `${at}:${text}`
    if (kind === 'code') return <code key={key}>{text}</code>
    if (kind === 'strong') return <strong key={key}>{text}</strong>
    return <span key={key}>{text}</span>
  })
}
