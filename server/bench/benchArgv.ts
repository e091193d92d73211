/** Turns the settings of a measurement into argv, after checking them against the catalog and the server's limits. Pure. */
import type { BenchSettings } from '../../protocol/bench.ts'
import type { Catalog } from '../../protocol/catalog.ts'
import type { Refusal } from '../../protocol/errors.ts'
import { BENCH_CELLS, BENCH_MEMORY_MB, BENCH_WALL_MS } from '../limits.ts'
import { refusal } from '../refusals.ts'

export type BenchArgv = { ok: true; argv: string[] } | { ok: false; refusal: Refusal }

/** `root`: the server is root. It then measures as nobody, so that no measurement has rights it does not need. */
export function benchArgv(settings: BenchSettings, catalog: Catalog, root: boolean): BenchArgv {
  const refused = unknownStrategy(settings, catalog) ?? outOfRange(settings, catalog) ?? tooMuch(settings, catalog)
  if (refused) return { ok: false, refusal: refused }
  const lists = (['memory', 'pages', 'threads'] as const).flatMap((key) => (settings[key] ? [`--${key}`, settings[key].join(',')] : []))
  return {
    ok: true,
    argv: [
      'bench',
      ...(settings.strategies ?? []),
      ...lists,
      ...(settings.repeat === undefined ? [] : ['--repeat', String(settings.repeat)]),
      ...(root ? ['--uid', '65534'] : []),
      // Shorter than the server's own limit, so that the helper ends first and writes why.
      ...['--timeout', String(BENCH_WALL_MS - 2_000)],
    ],
  }
}

function unknownStrategy({ strategies = [] }: BenchSettings, catalog: Catalog): Refusal | null {
  for (const [at, word] of strategies.entries()) {
    const [id = '', edition] = word.split('@')
    const strategy = catalog.strategies.find((one) => one.id === id)
    const field = `strategies.${at}`
    if (!strategy)
      return refusal('unknown_strategy', `no strategy ${JSON.stringify(id)}`, `one of ${catalog.strategies.map((one) => one.id).join(', ')}`, field)
    if (edition !== undefined && !strategy.editions.some(({ name, aliases }) => name === edition || aliases.includes(edition)))
      return refusal(
        'unknown_edition',
        `${id} has no edition ${JSON.stringify(edition)}`,
        `one of ${strategy.editions.map(({ name }) => name).join(', ')}`,
        field,
      )
  }
  return null
}

function outOfRange({ memory = [], threads = [] }: BenchSettings, catalog: Catalog): Refusal | null {
  if (memory.some((mb) => mb > BENCH_MEMORY_MB))
    return refusal('bad_value', 'more memory than this server allows for a measurement', `at most ${BENCH_MEMORY_MB} MB; the command line takes more`, 'memory')
  const most = catalog.bench.settings.find((setting) => setting.kind === 'integer' && setting.key === 'threads')
  if (most?.kind === 'integer' && threads.some((count) => count > most.max)) return refusal('bad_value', 'too many threads', `at most ${most.max}`, 'threads')
  return null
}

function tooMuch({ strategies, memory, pages, threads }: BenchSettings, catalog: Catalog): Refusal | null {
  const places = (memory ?? catalog.bench.memory).length * (pages?.length ?? 1) * (threads?.length ?? 1)
  const cells = places * (strategies ?? catalog.strategies).length
  if (cells <= BENCH_CELLS) return null
  return refusal('bad_value', `${cells} measurements at once`, `at most ${BENCH_CELLS}: fewer strategies, sizes or threads`)
}
