import { expect, it } from 'vitest'
import { embedCode, embedUrl } from './embed.ts'
import { readLink } from './link.ts'

it('shows the run in focus and the cursor, and nothing else', () => {
  const url = embedUrl('https://example.org/lab/embed', { columns: [{ strategy: 'rust' }, { strategy: 'go', edition: '1.9' }], focus: 1, at: 42 })
  expect(url).toBe('https://example.org/lab/embed#/embed?v=1&c=go@1.9&at=42')
  expect(readLink(url.split('?')[1] ?? '')).toEqual({ ok: true, state: { columns: [{ strategy: 'go', edition: '1.9' }], at: 42 } })
})

it('is safe to paste', () => {
  expect(embedCode('https://x/embed#/embed?v=1&c=go', 'a "b" <c>')).toBe(
    '<iframe src="https://x/embed#/embed?v=1&amp;c=go" title="a &quot;b&quot; &lt;c>" width="100%" height="640" loading="lazy"></iframe>',
  )
})
