import type { RunSettings } from '../../protocol/settings.ts'

/** The signals that a run's settings name. Each gets a row of its own. */
export function signalsOf(run: Partial<RunSettings>): string[] {
  const { signal, block = [], inherit, 'inherit-block': inheritBlock = [], send = [] } = run
  return [...new Set([...Object.keys({ ...inherit, ...signal }), ...inheritBlock, ...block, ...send.map((sent) => sent.signal)])]
}
