import type { RunSettings } from '../../protocol/runSettings.ts'
import { isKey, SIGNAL_OF_KEY } from '../model/terminalKeys.ts'

type Settings = Partial<RunSettings>

/** The signals that a run's settings name. Each gets a row of its own. */
export function signalsOf(run: Settings): string[] {
  const { signal, block = [], inherit, 'inherit-block': inheritBlock = [], send = [], press = '' } = run
  const [key = ''] = press.split('@')
  const named = [...Object.keys({ ...inherit, ...signal }), ...inheritBlock, ...block, ...send.map((sent) => sent.signal)]
  return [...new Set(isKey(key) ? [...named, SIGNAL_OF_KEY[key]] : named)]
}

/**
 * The rows of a passport beside a text: the signals that the runs name. SIGPIPE is one more, because runtimes differ in it, unless
 * the runs are about what somebody else did: whoever started the parent, or pressed a key.
 */
export function signalsToFollow(runs: readonly Settings[]): string[] {
  const fromOutside = runs.some((run) => run.inherit !== undefined || run['inherit-block'] !== undefined || run.press !== undefined)
  return [...new Set([...(fromOutside ? [] : ['PIPE']), ...runs.flatMap(signalsOf)])]
}
