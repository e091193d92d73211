/** The sources of the templates of "Your program": content/own, and the specimens of the real runtimes. */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { OWN_TEMPLATES, type OwnTemplate } from '../../client/model/ownTemplate.ts'
import { OWN_ENDING, OWN_LANGUAGES, type OwnLanguage } from '../../protocol/own.ts'
import { CONTENT } from './contentFiles.ts'

export interface OwnSource {
  template: OwnTemplate
  language: OwnLanguage
  /** The path of its file, and of the run that is recorded of it. */
  source: string
  recorded: string
}

export const OWN_SOURCES: readonly OwnSource[] = OWN_TEMPLATES.flatMap((template) =>
  OWN_LANGUAGES.flatMap((language) => {
    const source = sourceOf(template, language)
    return source === undefined ? [] : [{ template, language, source, recorded: path.join(CONTENT, 'own', template, `${language}.ndjson`) }]
  }),
)

function sourceOf(template: OwnTemplate, language: OwnLanguage): string | undefined {
  const [folder, stem] =
    template === 'specimen' ? [path.join(CONTENT, 'strategies', language, 'specimen'), 'spawn.'] : [path.join(CONTENT, 'own', template), 'main.']
  // Node's specimen ends in .cjs.
  const name = existsSync(folder) ? readdirSync(folder).find((one) => one.startsWith(stem) && one.endsWith(OWN_ENDING[language].slice(1))) : undefined
  return name && path.join(folder, name)
}
