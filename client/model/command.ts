/** Settings as the command line that does the same. Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import { type RunSettings, settingUnit, settingWords } from '../../protocol/settings.ts'
import { SETTING_KEYS, settingRow } from '../../protocol/settingWords.ts'
import { NOBODY } from './claims/settingsAs.ts'
import { editionNamed, runnable } from './known.ts'

/** `spawnscope run rust --signal PIPE=ignore`. */
export function commandOf(settings: RunSettings): string {
  const words = ['spawnscope', 'run', settings.strategy]
  for (const key of SETTING_KEYS) {
    if (settings[key] === settingRow(key)?.quiet) continue
    for (const word of settingWords(settings, key)) words.push(`--${key}`, `${word}${settingUnit(key)}`)
  }
  return words.join(' ')
}

/** As it is typed in the folder of the project, where the helper was built. */
export function inProject(command: string): string {
  return command.replace(/^spawnscope/, 'native/build/spawnscope')
}

/** What a user of the shell would not type: how the server reads the run, and its limits. */
const PLUMBING = new Set(['--format', '--output', '--timeout', '--max-events', '--color'])

/** The command that a run was made with, from its own first line. */
export function ranCommand(argv: readonly string[]): string {
  const words = ['spawnscope', ...argv.slice(1)]
  return words.filter((word, at) => !PLUMBING.has(word) && !PLUMBING.has(words[at - 1] ?? '')).join(' ')
}

/** What may be said or not without asking for something else: any name of the edition, and the user where none was chosen. */
export function unsaid({ strategy, edition, uid }: Pick<RunSettings, 'strategy' | 'edition' | 'uid'>, catalog: Catalog): string[] {
  const known = runnable(catalog).find(({ id }) => id === strategy)
  const meant = known && editionNamed(known, edition)
  const names = meant ? [meant.name, ...meant.aliases] : []
  return [...names.map((name) => `--edition ${name}`), ...(uid === undefined ? [`--uid ${NOBODY}`] : [])]
}

/** Whether two commands ask for the same, in whatever order; the words of `left` are left out. */
export function sameCommand(a: string, b: string, left: readonly string[] = []): boolean {
  const sorted = (command: string): string =>
    command
      .replaceAll(' --', '\n--')
      .split('\n')
      .filter((word) => !left.includes(word))
      .sort()
      .join('\n')
  return sorted(a) === sorted(b)
}
