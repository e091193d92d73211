/** The runs that a visitor of the Lab most likely asks for without a server: every strategy with one setting varied, as the grid varies it. */
import { axesOf } from '../../client/model/axis.ts'
import { experimentKey } from '../../client/model/claims/experimentKey.ts'
import type { Catalog } from '../../protocol/catalog.ts'
import type { ContentExperiment } from './experiments.ts'

const SIGNAL = 'PIPE'

/** In the order of their keys. Runs without any setting are missing: the recording of the strategy itself shows them. */
export function labExperiments(catalog: Catalog): ContentExperiment[] {
  const found = new Map<string, ContentExperiment>()
  for (const { id } of catalog.strategies)
    for (const { values } of axesOf(catalog, SIGNAL, false))
      for (const { word, apply } of values) {
        const run = apply({ strategy: id })
        const key = experimentKey({ run, as: 'user' })
        if (word !== '' && key !== experimentKey({ run: { strategy: id }, as: 'user' })) found.set(key, { key, run, as: 'user', checks: [] })
      }
  return [...found.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))
}
