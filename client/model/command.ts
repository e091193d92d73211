/** Settings as the command line that does the same. Pure. */
import type { RunSettings } from '../../protocol/settings.ts'

/** `spawnscope run rust --signal PIPE=ignore`. */
export function commandOf(settings: RunSettings): string {
  const words = ['spawnscope', 'run', settings.strategy]
  for (const [signal, disposition] of Object.entries(settings.signal ?? {})) words.push('--signal', `${signal}=${disposition}`)
  if (settings.block?.length) words.push('--block', settings.block.join(','))
  if (settings.target !== undefined && settings.target !== 'ok') words.push('--target', settings.target)
  if (settings.uid !== undefined) words.push('--uid', String(settings.uid))
  return words.join(' ')
}
