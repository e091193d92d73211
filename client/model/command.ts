/** Settings as the command line that does the same. Pure. */
import type { RunSettings } from '../../protocol/settings.ts'

/** `spawnscope run rust --signal PIPE=ignore`. */
export function commandOf(settings: RunSettings): string {
  const words = ['spawnscope', 'run', settings.strategy]
  for (const [signal, disposition] of Object.entries(settings.signal ?? {})) words.push('--signal', `${signal}=${disposition}`)
  if (settings.block?.length) words.push('--block', settings.block.join(','))
  if (settings.target !== undefined && settings.target !== 'ok') words.push('--target', settings.target)
  if (settings.edition !== undefined) words.push('--edition', settings.edition)
  for (const { signal, at, to } of settings.send ?? []) words.push('--send', `${signal}@${at}:${to}`)
  for (const [moment, ms] of Object.entries(settings.hold ?? {})) words.push('--hold', `${moment}=${ms}`)
  for (const key of ['name', 'cwd', 'path', 'memory', 'threads', 'timeout', 'max-events'] as const)
    if (settings[key] !== undefined) words.push(`--${key}`, `${settings[key]}${key === 'memory' ? 'M' : ''}`)
  for (const [key, value] of Object.entries(settings.set ?? {})) words.push('--set', `${key}=${value}`)
  if (settings.uid !== undefined) words.push('--uid', String(settings.uid))
  return words.join(' ')
}
