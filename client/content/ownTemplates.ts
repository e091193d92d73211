/** The programs that a reader begins with: content/own, a folder each, one file a language, and the specimens. Fetched when one is chosen. */
import { OWN_ENDING, OWN_LANGUAGES, type OwnLanguage } from '../../protocol/own.ts'
import type { OwnTemplate } from '../model/ownTemplate.ts'

const FILES = import.meta.glob<string>('../../content/own/*/main.*', { query: '?raw', import: 'default' })
const SPECIMENS = import.meta.glob<string>('../../content/strategies/*/specimen/spawn.*', { query: '?raw', import: 'default' })
const RUNS = import.meta.glob<string>('../../content/own/*/*.ndjson', { query: '?raw', import: 'default' })

interface TemplateFile {
  template: string
  language: OwnLanguage
  name: string
  load: () => Promise<string>
}

const ALL: readonly TemplateFile[] = [
  ...Object.entries(FILES).flatMap(([path, load]) => {
    const [, template = '', name = ''] = /own\/([^/]+)\/([^/]+)$/.exec(path) ?? []
    const language = OWN_LANGUAGES.find((one) => name.endsWith(OWN_ENDING[one]))
    return language ? [{ template, language, name, load }] : []
  }),
  ...Object.entries(SPECIMENS).flatMap(([path, load]) => {
    const [, strategy, name = ''] = /([^/]+)\/specimen\/([^/]+)$/.exec(path) ?? []
    const language = OWN_LANGUAGES.find((one) => one === strategy)
    return language ? [{ template: 'specimen', language, name, load }] : []
  }),
]

/** The languages that a template is written in. */
export const languagesOf = (template: OwnTemplate): OwnLanguage[] => ALL.filter((one) => one.template === template).map(({ language }) => language)

/** Its file in this language; undefined: there is none. */
export async function templateFile(template: OwnTemplate, language: OwnLanguage): Promise<{ name: string; content: string } | undefined> {
  const found = ALL.find((one) => one.template === template && one.language === language)
  return found && { name: found.name, content: await found.load() }
}

/** What was recorded of it (`npm run record`), as NDJSON; undefined: nothing. */
export async function recordedRun(template: OwnTemplate, language: OwnLanguage): Promise<string | undefined> {
  return RUNS[`../../content/own/${template}/${language}.ndjson`]?.()
}
