/** The query of a program's address: its letters, how it is started, and whether its trace names lines. Pure. */

import type { OwnLink } from '../../protocol/own.ts'
import { RECORDING_ID } from '../../protocol/recordingId.ts'
import { settingWords, withSettingWord } from '../../protocol/settings.ts'
import type { SignalSettings } from '../../protocol/specimenSignals.ts'
import { argumentsOf, begun, type OwnDraft } from '../model/ownDraft.ts'
import { OWN_TEMPLATES, type OwnTemplate } from '../model/ownTemplate.ts'

/** What the page of a program takes. The program itself sets what happens while it runs. */
export const OWN_SETTINGS = ['inherit', 'inherit-block'] as const

/** `letters`: the packed program (client/runs/ownLink.ts). `run`: a stored run of it, which the page then shows. */
export function ownQuery(letters: string, { template, signals, lines }: Pick<OwnDraft, 'template' | 'signals' | 'lines'>, run: string | null = null): string {
  const words = new URLSearchParams({ own: letters })
  if (template !== null) words.set('template', template)
  for (const key of OWN_SETTINGS) for (const word of settingWords(signals, key)) words.append(key, word)
  if (!lines) words.set('lines', 'off')
  if (run !== null) words.set('run', run)
  return words.toString()
}

/** What a program was begun with, so that it can still be compared with that; null: its link does not say. */
export function templateOfQuery(query: string): OwnTemplate | null {
  const named = new URLSearchParams(query).get('template')
  return OWN_TEMPLATES.find((one) => one === named) ?? null
}

/** The stored run that an address shows; null: none. */
export const runOfQuery = (query: string): string | null => {
  const run = new URLSearchParams(query).get('run')
  return run !== null && RECORDING_ID.test(run) ? run : null
}

/** The program that a link brings, and how it starts it. A setting that nobody can read is left out, as its page shows. */
export function draftOfLink({ args = [], stdin = '', ...program }: OwnLink, query: string): OwnDraft {
  const words = new URLSearchParams(query)
  let signals: SignalSettings = {}
  for (const key of OWN_SETTINGS) for (const word of words.getAll(key)) signals = withSettingWord(signals, key, word) ?? signals
  return begun(program, null, { args: args.join('\n'), stdin, signals, lines: words.get('lines') !== 'off' })
}

/** What the link of a draft carries, but for the signals. */
export function linkOfDraft(draft: OwnDraft): OwnLink {
  const { language, files, stdin } = draft
  const args = argumentsOf(draft)
  return { language, files: [...files], ...(args.length > 0 && { args }), ...(stdin !== '' && { stdin }) }
}
