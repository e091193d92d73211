/** The prompt's answers, as text for a terminal. Pure. */
import type { Catalog, Check, Setting, Strategy } from '../../../protocol/catalog.ts'
import type { Refusal } from '../../../protocol/errors.ts'
import type { Language } from '../../../protocol/language.ts'
import { editionSentence, settingSentence, strategyTitle, targetSentence } from '../../content/catalogWords.ts'
import { checkWords } from '../../content/checkTexts.ts'
import { refusalWords } from '../../content/refusalWords.ts'
import type { CommandFault } from '../../model/commandFault.ts'
import { runnable } from '../../model/known.ts'
import { COMMANDS, flagsOf } from '../../model/parseCommand.ts'
import type { LabWords } from '../../words/labWords.ts'
import { messagesOf } from '../../words/messages.ts'

const bold = (text: string): string => `\u001b[1m${text}\u001b[0m`
const red = (text: string): string => `\u001b[31m${text}\u001b[0m`
const row = (name: string, text: string, width = 16): string => `  ${name.padEnd(width)} ${text}\n`

export function faultText(fault: CommandFault, words: LabWords): string {
  const [what, cure] = words.faults[fault.code](fault)
  return `${red(`${fault.code}: ${what}`)}\n${words.help.cure}: ${cure}\n`
}

export function helpText(topic: string, catalog: Catalog, words: LabWords, language: Language): string {
  const { help } = words
  if (topic !== '') {
    const bare = topic.replace(/^-*/, '')
    const strategy = runnable(catalog).find(({ id }) => id === topic)
    const setting = catalog.settings.find(({ flag, key }) => flag === `--${bare}` || key === topic)
    if (strategy) return describeText(strategy, catalog, words, language)
    if (setting) return flagText(setting, catalog, language)
    return `${red(help.none(topic))}\n${help.cure}: ${[...COMMANDS, ...flagsOf(catalog)].join(', ')}\n`
  }
  const commands = COMMANDS.map((name) => row(name, help.commands[name])).join('')
  const flags = catalog.settings.map((setting) => row(setting.flag, settingSentence(setting, language))).join('')
  return `${bold(help.usage)}\n\n${commands}\n${bold(help.flags)}\n${flags}\n${help.keys}\n`
}

export function describeText(strategy: Strategy | null, catalog: Catalog, words: LabWords, language: Language): string {
  const { help } = words
  if (!strategy) {
    const rows = (some: readonly Strategy[]): string => some.map((one) => row(one.id, strategyTitle(one, language), 22)).join('')
    return `${bold(help.strategies)}\n${rows(catalog.strategies)}${bold(help.experiments)}\n${rows(catalog.hazards)}`
  }
  const editions = strategy.editions
    .map((edition) => row(edition.name, `${messagesOf(language).versions(edition.versions)}: ${editionSentence(strategy, edition, language)}`, 12))
    .join('')
  const own = strategy.settings.map((setting) => row(setting.key, settingSentence(setting, language, strategy.id), 20)).join('')
  return `${bold(strategyTitle(strategy, language))}\n${help.editions}\n${editions}${own === '' ? '' : `${help.own}\n${own}`}`
}

function flagText(setting: Setting, catalog: Catalog, language: Language): string {
  const head = `${bold(setting.flag)}  ${settingSentence(setting, language)}\n`
  if (setting.key === 'target') return head + catalog.targets.map((target) => row(target.name, targetSentence(target, language))).join('')
  return 'choices' in setting ? `${head}  ${setting.choices.join(', ')}\n` : head
}

export function refusalText(refusal: Refusal, language: Language): string {
  return `${red(refusal.code)}: ${refusalWords(refusal, language)}\n`
}

export function checkText(check: Check | null, words: LabWords, language: Language): string {
  if (!check) return `${words.cannotRun}\n`
  const items = check.items.map(({ name, works, found, cure }) =>
    row(
      name,
      `${works ? `✓ ${words.help.works}` : red(`✗ ${words.help.fails}`)}  ${checkWords(found, language)}${cure ? `. ${words.help.cure}: ${checkWords(cure, language)}` : ''}`,
    ),
  )
  return items.join('')
}
