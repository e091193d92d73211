/** Settings → the command line that does the same. Pure. */
import type { Catalog } from '../../protocol/catalog.ts'
import type { RunSettings } from '../../protocol/runSettings.ts'
import { settingUnit, settingWords } from '../../protocol/settings.ts'
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

/** As you type it where the project was cloned or the package installed. */
export function inProject(command: string): string {
  return command.replace(/^spawnscope/, 'npx spawnscope')
}

/** Flags that nobody types in a shell: the server adds them to read the run and to limit it. */
const PLUMBING = new Set(['--format', '--output', '--timeout', '--max-events', '--color', '--control'])

/** The command of a run, read from the run's first line. */
export function ranCommand(argv: readonly string[]): string {
  const words = ['spawnscope', ...argv.slice(1)]
  return words.filter((word, at) => !PLUMBING.has(word) && !PLUMBING.has(words[at - 1] ?? '')).join(' ')
}

/** Words that do not change what a command asks for: any name of the same edition, and the user if nobody chose one. */
export function unsaid({ strategy, edition, uid }: Pick<RunSettings, 'strategy' | 'edition' | 'uid'>, catalog: Catalog): string[] {
  const known = runnable(catalog).find(({ id }) => id === strategy)
  const meant = known && editionNamed(known, edition)
  const names = meant ? [meant.name, ...meant.aliases] : []
  return [...names.map((name) => `--edition ${name}`), ...(uid === undefined ? [`--uid ${NOBODY}`] : [])]
}

/** Whether two commands ask for the same run, in any order of words. Ignores the words of `left`. */
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
