import { describe, expect, it } from 'vitest'
import { type LinkState, linkOf, MAX_LINK_CHARS, readLink } from './link.ts'

/** Links that the page once made. Never change one, only add: each must open forever. */
const OLD: [string, Partial<LinkState>][] = [
  ['', {}],
  ['v=1', {}],
  ['v=1&c=rust&c=go&c=ruby&c=nim', { columns: [{ strategy: 'rust' }, { strategy: 'go' }, { strategy: 'ruby' }, { strategy: 'nim' }] }],
  [
    'v=1&c=nim@2.2.12;use_fork=true;empty_mask=false&focus=2&at=42',
    { columns: [{ strategy: 'nim', edition: '2.2.12', set: { use_fork: 'on', empty_mask: 'off' } }], focus: 1, at: 42 },
  ],
  [
    'v=1&signal=PIPE=ignore&signal=INT=handle&block=USR1,RTMIN%2B3&send=USR1@child-start:child&hold=before-exec=300',
    {
      settings: {
        signal: { PIPE: 'ignore', INT: 'handle' },
        block: ['USR1', 'RTMIN+3'],
        send: [{ signal: 'USR1', at: 'child-start', to: 'child' }],
        hold: { 'before-exec': 300 },
      },
    },
  ],
  [
    'v=1&target=missing&name=bare&cwd=/tmp&path=/usr/bin:/bin:.&uid=0&memory=64&threads=2&lang=ja',
    {
      settings: { target: 'missing', name: 'bare', cwd: '/tmp', path: '/usr/bin:/bin:.', uid: 0, memory: 64, threads: 2 },
      language: 'ja',
    },
  ],
  ['v=1&c=rec:3f9a-b_c&pin=default_signals', { columns: [{ strategy: '', recording: '3f9a-b_c' }], pin: 'default_signals' }],
  [
    'v=1&c=go&c=real:go&c=real:ruby/ignore-pipe',
    { columns: [{ strategy: 'go' }, { strategy: 'go', specimen: 'same' }, { strategy: 'ruby', specimen: 'ignore-pipe' }] },
  ],
  [
    'v=1&c=vfork&signal=INT=handle&hold=child-start=wait',
    { columns: [{ strategy: 'vfork' }], settings: { signal: { INT: 'handle' }, hold: { 'child-start': 'wait' } } },
  ],
  ['v=1&grid=signal@INT;only=ignore;editions', { grid: { vary: 'signal', signal: 'INT', only: 'ignore', editions: true } }],
]

describe('a link', () => {
  it.each(OLD)('from an earlier version opens: %s', (query, state) => {
    expect(readLink(query)).toEqual({ ok: true, state })
  })

  it('stays the same when it is made again', () => {
    for (const [query] of OLD.slice(2)) {
      const verdict = readLink(query)
      if (!verdict.ok) throw new Error(query)
      expect(readLink(linkOf(verdict.state))).toEqual(verdict)
    }
  })

  it('with everything set stays short', () => {
    const columns = Array.from({ length: 6 }, () => ({ strategy: 'posix_spawn', edition: 'glibc-2.24', set: { default_sigpipe: 'true', empty_mask: 'true' } }))
    const signal = Object.fromEntries(['HUP', 'INT', 'PIPE', 'TERM', 'USR1', 'USR2', 'CHLD', 'ALRM'].map((name) => [name, 'ignore'] as const))
    const block = Array.from({ length: 31 }, (_, n) => `RTMIN+${n}`)
    const send = Array.from({ length: 8 }, () => ({ signal: 'RTMIN+30', at: 'before-create', to: 'parent' }) as const)
    const query = linkOf({
      columns,
      settings: { signal, block, send, hold: { 'before-exec': 2000 } },
      focus: 5,
      at: 99_999,
      pin: 'restore_parent_mask',
      language: 'ja',
    })
    expect(query.length).toBeLessThan(MAX_LINK_CHARS - 200)
    expect(readLink(query).ok).toBe(true)
  })

  it.each([
    ['v=2&c=rust', 'version', '2'],
    ['c=rust', 'version', ''],
    ['v=1&colour=red', 'unknown_key', 'colour'],
    ['v=1&c=<script>', 'bad_value', 'c=<script>'],
    ['v=1&c=rust@', 'bad_value', 'c=rust@'],
    ['v=1&c=rec:../../etc/passwd', 'bad_value', 'c=rec:../../etc/passwd'],
    ['v=1&signal=PIPE=perhaps', 'bad_value', 'signal=PIPE=perhaps'],
    ['v=1&send=USR1@lunch', 'bad_value', 'send=USR1@lunch'],
    ['v=1&hold=before-exec=long', 'bad_value', 'hold=before-exec=long'],
    ['v=1&uid=-1', 'bad_value', 'uid=-1'],
    ['v=1&uid=1e9', 'bad_value', 'uid=1e9'],
    ['v=1&at=', 'bad_value', 'at='],
    ['v=1&focus=0', 'bad_value', 'focus=0'],
    ['v=1&lang=de', 'bad_value', 'lang=de'],
    ['v=1&c=%E0%A4%A', 'bad_value', 'c=%E0%A4%A'],
    [`v=1&${Array.from({ length: 7 }, () => 'c=go').join('&')}`, 'bad_value', 'c=go'],
    [`v=1&block=${'A'.repeat(3000)}`, 'too_long', '3010'],
  ])('that is bad is refused in its own words: %s', (query, code, word) => {
    expect(readLink(query)).toEqual({ ok: false, fault: { code, word } })
  })
})
