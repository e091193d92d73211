import type { Catalog } from '../../protocol/catalog.ts'

/**
 * What the helper's catalog says in English, each with the key by which a language translates it: `key` for what strategies
 * share, `id:key` and `id@edition` for a strategy's own. Pure.
 */
export function catalogSentences({ settings, targets, strategies, hazards }: Catalog): [key: string, english: string][] {
  return [
    ...settings.map(({ key, sentence }): [string, string] => [key, sentence]),
    ...targets.map(({ name, sentence }): [string, string] => [`target:${name}`, sentence]),
    ...hazards.map(({ id, title }): [string, string] => [id, title]),
    ...[...strategies, ...hazards].flatMap(({ id, settings: own, editions }) => [
      ...own.map(({ key, sentence }): [string, string] => [`${id}:${key}`, sentence]),
      ...editions.map(({ name, sentence }): [string, string] => [`${id}@${name}`, sentence]),
    ]),
  ]
}
