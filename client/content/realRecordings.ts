/** The recorded runs of real programs. Apart from ours: the first figure needs none of their addresses. */
import { fetched } from './fetched.ts'

const files = import.meta.glob<string>('../../content/strategies/*/recordings/real-*.ndjson', { query: '?url&no-inline', import: 'default', eager: true })

const urlOf = (strategy: string, setting: string): string | undefined => files[`../../content/strategies/${strategy}/recordings/real-${setting}.ndjson`]

/** Does a recording of that setting ship? */
export function hasRealRecording(strategy: string, setting: string): boolean {
  return urlOf(strategy, setting) !== undefined
}

/** NDJSON; undefined when none ships, or when it cannot be fetched. */
export function realRecordingOf(strategy: string, setting: string): Promise<string | undefined> {
  return fetched(urlOf(strategy, setting))
}
