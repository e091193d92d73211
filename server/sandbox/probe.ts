/** Tries a level with a real run: complete, traced, with every layer in place. */

import { decodeEvent } from '../../protocol/decode.ts'
import type { SandboxCode } from '../../protocol/sandbox.ts'
import { type ContainedCommand, startContained, voice } from '../helper/process.ts'
import type { Starter } from '../helper/starter.ts'
import { PROBE_MS } from '../limits.ts'
import { FOUND, said } from './found.ts'

export const TRIAL = ['run', 'vfork', '--timeout', '3000']

export type Tried = { ok: true; firstEventMs: number } | { ok: false; code: SandboxCode; found: string }

/** `command` makes the contained command for these arguments of the helper. */
export async function tryOut(starter: Starter, command: (argv: readonly string[]) => ContainedCommand, name: string): Promise<Tried> {
  const began = performance.now()
  let words = ''
  let firstEventMs = 0
  let text = ''
  const helper = startContained(starter, command([...TRIAL, ...voice('ndjson')]), (said) => {
    words = said
  })
  const late = setTimeout(helper.stop, PROBE_MS)
  helper.output.on('data', (chunk: Buffer) => {
    firstEventMs ||= performance.now() - began
    text += chunk
  })
  const refused = await helper.gone
  clearTimeout(late)
  if (words || refused) return { ok: false, ...meaningOf(words || (refused?.message ?? '')) }
  return wellEnded(text, name) ? { ok: true, firstEventMs } : { ok: false, code: 'probe_failed', found: said(FOUND.noLastEvent) }
}

/** The hello must name the expected level, and the last event must report a spawn. */
function wellEnded(text: string, name: string): boolean {
  const lines = text.trimEnd().split('\n')
  const [first, last] = [decodeEvent(lines[0] ?? ''), decodeEvent(lines.at(-1) ?? '')]
  return first.ok && last.ok && first.value.kind === 'hello' && first.value.sandbox === name && last.value.kind === 'end' && last.value.outcome === 'spawned'
}

const MEANINGS: readonly (readonly [RegExp, SandboxCode])[] = [
  [/setting up uid map: Permission denied|Failed RTM_NEWADDR/, 'userns_apparmor'],
  [/nesting depth|ENOSPC|No space left/, 'userns_limit'],
  [/Resource temporarily unavailable/, 'too_many_processes'],
  [/No permissions to create new namespace|Creating new namespace failed: Operation not permitted/, 'userns_container'],
  [/yama/, 'ptrace_yama'],
  [/live_unavailable|ptrace/, 'ptrace_refused'],
  [/oom_score_adj|mount \/proc/, 'proc_hidden'],
  [/bwrap/, 'bwrap_failed'],
]

/** Recognises a failure by its message. Pure. */
export function meaningOf(words: string): { code: SandboxCode; found: string } {
  const code = MEANINGS.find(([pattern]) => pattern.test(words))?.[1] ?? 'probe_failed'
  return { code, found: words.slice(0, 300) }
}
