/**
 * Converts the state of the page to a short link in the words of the command line, and back.
 * Every link must open forever, so never change the meaning of `v=1`: a new form gets `v=2` beside it.
 * Checks only the form; the catalog decides whether the names exist. Pure.
 */
import { type Language, languageNamed } from '../../protocol/language.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { COUNT, NAME } from '../../protocol/settingKinds.ts'
import { settingWords, withSettingWord } from '../../protocol/settings.ts'
import { isSettingKey, type KeyOf, SETTING_WORDS, SHARED_KEYS } from '../../protocol/settingWords.ts'
import { type GridChoice, gridWord, readGrid } from './grid.ts'

export const LINK_VERSION = 1
/** Mail programs and chats cut longer links. */
export const MAX_LINK_CHARS = 2000
export const MAX_COLUMNS = 6

/** What a column shows: a strategy in one edition with its own settings, a real program, or a stored run. */
export interface ColumnChoice {
  strategy: string
  edition?: string
  /** The strategy's own settings, which also choose its mechanism. */
  set?: Record<string, string>
  /** Shows the real program in place of ours, under this setting of its own or SAME_SETTINGS. */
  specimen?: string
  /** The id of a stored run. Then the other fields only name it. */
  recording?: string
}

/** Runs the real program under the setting that is nearest to the page's settings. */
export const SAME_SETTINGS = 'same'

/** The column for a run with these settings. */
export function columnOf({ strategy, edition, set }: RunSettings): ColumnChoice {
  return { strategy, ...(edition !== undefined && { edition }), ...(set && { set }) }
}

/** The column that shows a stored run. */
export const storedColumn = (recording: string): ColumnChoice => ({ strategy: '', recording })

/** The settings that all columns share. */
export type SharedSettings = Pick<RunSettings, KeyOf<'run'>> & Pick<RunSettings, 'specimen'>

export interface LinkState {
  columns: ColumnChoice[]
  settings: SharedSettings
  /** The column whose run the reader steps through, from 0. */
  focus: number
  /** The number in the log of the event under the cursor. */
  at?: number
  /** The pinned step of the code. */
  pin?: string
  language?: Language
  /** What the Lab's grid shows. */
  grid?: GridChoice
}

export type LinkVerdict = { ok: true; state: Partial<LinkState> } | { ok: false; fault: LinkFault }
/** Why the page refuses a link. `word` is the part at fault. */
export type LinkFault = { code: 'too_long' | 'version' | 'unknown_key' | 'bad_value'; word: string }

/** The query of a link, without "?". Omits values that are at their default. */
export function linkOf(state: Partial<LinkState>): string {
  const { columns = [], settings = {}, focus = 0, at, pin, language, grid } = state
  const words: [string, string][] = [['v', String(LINK_VERSION)]]
  for (const column of columns) words.push(['c', columnWord(column)])
  for (const key of SHARED_KEYS) for (const word of settingWords(settings, key)) words.push([key, word])
  if (focus > 0) words.push(['focus', String(focus + 1)])
  if (at !== undefined) words.push(['at', String(at)])
  if (pin !== undefined) words.push(['pin', pin])
  if (language !== undefined) words.push(['lang', language])
  if (grid !== undefined) words.push(['grid', gridWord(grid)])
  return words.map(([key, value]) => `${key}=${encoded(value)}`).join('&')
}

/** Reads the query of a link. Never throws. An empty query gives the state without any choice. */
export function readLink(query: string): LinkVerdict {
  const text = query.replace(/^\?/, '')
  if (text === '') return { ok: true, state: {} }
  if (text.length > MAX_LINK_CHARS) return bad('too_long', `${text.length}`)
  const pairs: [string, string][] = []
  for (const part of text.split('&').filter(Boolean)) {
    const equals = part.indexOf('=')
    const key = equals === -1 ? part : part.slice(0, equals)
    try {
      pairs.push([key, decodeURIComponent((equals === -1 ? '' : part.slice(equals + 1)).replaceAll('+', ' '))])
    } catch {
      return bad('bad_value', part)
    }
  }
  const version = pairs.find(([key]) => key === 'v')?.[1]
  if (version !== String(LINK_VERSION)) return bad('version', version ?? '')
  return readVersion1(pairs.filter(([key]) => key !== 'v'))
}

function readVersion1(pairs: readonly [string, string][]): LinkVerdict {
  const state: Partial<LinkState> = {}
  const settings: SharedSettings = {}
  for (const [key, value] of pairs) {
    const taken = takeWord(state, settings, key, value)
    if (taken === 'unknown') return bad('unknown_key', key)
    if (!taken) return bad('bad_value', `${key}=${value}`)
  }
  if (Object.keys(settings).length > 0) state.settings = settings
  return { ok: true, state }
}

/** Returns false if the value is wrong. */
function takeWord(state: Partial<LinkState>, settings: SharedSettings, key: string, value: string): boolean | 'unknown' {
  switch (key) {
    case 'c': {
      const column = readColumn(value)
      state.columns = [...(state.columns ?? []), ...(column ? [column] : [])]
      return column !== undefined && state.columns.length <= MAX_COLUMNS
    }
    case 'focus':
      state.focus = Number(value) - 1
      return COUNT.test(value) && state.focus >= 0 && state.focus < MAX_COLUMNS
    case 'at':
      state.at = Number(value)
      return COUNT.test(value)
    case 'pin':
      state.pin = value
      return NAME.test(value)
    case 'lang':
      return readLanguage(state, value)
    case 'grid': {
      const grid = readGrid(value)
      if (grid) state.grid = grid
      return grid !== undefined
    }
    default:
      return isSharedKey(key) ? takeSetting(settings, key, value) : 'unknown'
  }
}

function readLanguage(state: Partial<LinkState>, value: string): boolean {
  const language = languageNamed(value)
  if (language) state.language = language
  return language !== undefined
}

function isSharedKey(key: string): key is KeyOf<'run'> {
  return isSettingKey(key) && SETTING_WORDS[key].of === 'run'
}

function takeSetting(settings: SharedSettings, key: KeyOf<'run'>, word: string): boolean {
  const taken = withSettingWord(settings, key, word)
  Object.assign(settings, taken)
  return taken !== undefined
}

const RECORDING = /^[\w-]{1,80}$/

/** `rust`, `go@1.9`, `nim@2.2.6;use_fork=on`, `real:go`, `real:go/missing`, `rec:ID`. */
export function columnWord({ strategy, edition, set = {}, specimen, recording }: ColumnChoice): string {
  if (recording !== undefined) return `rec:${recording}`
  if (specimen !== undefined) return specimen === SAME_SETTINGS ? `real:${strategy}` : `real:${strategy}/${specimen}`
  const own = Object.entries(set).map(([key, value]) => `;${key}=${value}`)
  return `${strategy}${edition === undefined ? '' : `@${edition}`}${own.join('')}`
}

/** Old links from the picker have true and false; the helper says on and off. */
const SWITCHED: Readonly<Record<string, string>> = { true: 'on', false: 'off' }

function readColumn(word: string): ColumnChoice | undefined {
  if (word.startsWith('rec:')) {
    const recording = word.slice(4)
    return RECORDING.test(recording) ? storedColumn(recording) : undefined
  }
  if (word.startsWith('real:')) {
    const [strategy = '', specimen = SAME_SETTINGS, ...more] = word.slice(5).split('/')
    return NAME.test(strategy) && NAME.test(specimen) && more.length === 0 ? { strategy, specimen } : undefined
  }
  const [head = '', ...own] = word.split(';')
  const [strategy = '', edition] = head.split('@')
  if (!NAME.test(strategy) || (edition !== undefined && !NAME.test(edition))) return undefined
  const set: Record<string, string> = {}
  for (const pair of own) {
    const [key = '', value = ''] = pair.split('=')
    if (!NAME.test(key) || !NAME.test(value)) return undefined
    set[key] = SWITCHED[value] ?? value
  }
  return { strategy, ...(edition !== undefined && { edition }), ...(own.length > 0 && { set }) }
}

/** Percent-encodes, except characters that are safe in a query and read better raw. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(/%(3A|3B|3D|2C|40|2F)/gi, (raw) => decodeURIComponent(raw))
}

function bad(code: LinkFault['code'], word: string): LinkVerdict {
  return { ok: false, fault: { code, word: word.slice(0, 80) } }
}
