import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeClientMessage } from './clientMessages.ts'
import { decodeEvent, gapOf } from './decode.ts'
import { TraceEvent } from './events.ts'
import { decodeRunSettings } from './runSettings.ts'

const lines = (name: string) =>
  readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
const good = lines('good.ndjson')
const bad = lines('bad.ndjson').map((line) => JSON.parse(line) as { why: string; code: string; field: string; line: string })

const KINDS = TraceEvent.def.options.map((option) => String(option.shape.kind.def.values[0]))
/** The text of every C file of the helper, but for its tests and what is generated. */
const sources = (folder: URL): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.c') && !/^(tests|build)\//.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))

describe('the wire samples (native/tests/test_samples.c reads the same files)', () => {
  it.each(good.map((line, at) => [at, line] as const))('good line %i decodes to itself', (_, line) => {
    const verdict = decodeEvent(line)
    expect(verdict).toMatchObject({ ok: true })
    if (verdict.ok) expect(JSON.stringify(verdict.value)).toBe(line)
  })

  it('has a good line of every kind', () => {
    const seen = new Set(good.map((line) => JSON.parse(line).kind))
    expect(KINDS.filter((kind) => !seen.has(kind))).toEqual([])
  })

  it('the helper has a place that writes each kind', () => {
    const written = sources(new URL('../native/', import.meta.url)).join('')
    expect(KINDS.filter((kind) => !new RegExp(`\\bwire_${kind}\\(`).test(written))).toEqual([])
  })

  it.each(bad)('refuses $why', ({ code, field, line }) => {
    const verdict = decodeEvent(line)
    expect(verdict).toMatchObject({ ok: false, code, field })
    if (!verdict.ok) expect(gapOf(line, verdict)).toEqual({ code, field, line: line.slice(0, 200) })
  })
})

describe('what a browser may say', () => {
  it.each([
    ['{"kind":"run","run":"a","settings":{"strategy":"rust","signal":{"PIPE":"ignore"},"block":["USR1"],"uid":65534}}'],
    ['{"kind":"cancel","run":"a"}'],
  ])('%s', (text) => expect(decodeClientMessage(text)).toMatchObject({ ok: true }))

  it.each([
    ['{"kind":"run","run":"a","settings":{"strategy":"rust","shell":"rm"}}', 'settings.shell'],
    ['{"kind":"run","run":"../a","settings":{"strategy":"rust"}}', 'run'],
    ['{"kind":"run","run":"a","settings":{"strategy":"rust","signal":{"PIPE":"explode"}}}', 'settings.signal.PIPE'],
    ['{"kind":"run","run":"a","settings":{"strategy":"rust","uid":1.5}}', 'settings.uid'],
    ['{"kind":"shout"}', 'kind'],
    ['null', ''],
  ])('not %s', (text, field) => expect(decodeClientMessage(text)).toMatchObject({ ok: false, field }))

  it('settings are no prototype', () => {
    const verdict = decodeRunSettings('{"strategy":"rust","signal":{"__proto__":"ignore"}}')
    expect(verdict.ok && Object.keys(verdict.value.signal ?? {})).not.toContain('polluted')
    expect(({} as Record<string, unknown>).ignore).toBeUndefined()
  })
})
