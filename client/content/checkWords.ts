import type { Specimen } from '../../protocol/specimen.ts'

/** What `check` says, in the reader's language. English is the helper's own; what is not known is shown as it came. */
const files = import.meta.glob<Record<string, string>>('../../content/check.*.json', { eager: true, import: 'default' })

const probes = import.meta.glob<Specimen['check']>('../../content/{strategies,runtimes}/*/specimen/specimen.json', { eager: true, import: 'check' })

/** As its manifest names the real program behind an item of `check`. */
export function programName(item: string): string | undefined {
  return Object.values(probes).find((probe) => probe?.item === item)?.name
}

export function checkWords(text: string, language: string): string {
  const known = files[`../../content/check.${language}.json`]
  if (!known) return text
  const whole = known[text]
  if (whole !== undefined) return whole
  for (const [pattern, said] of Object.entries(known)) {
    const [before = '', after] = pattern.split(/%l?[sd]/)
    // The part in the middle is the machine's own word.
    if (after !== undefined && text.startsWith(before) && text.endsWith(after))
      return said.replace(/%l?[sd]/, text.slice(before.length, text.length - after.length))
  }
  return text
}
