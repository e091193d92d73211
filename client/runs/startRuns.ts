/** Starts runs that belong together, and says when to draw them: together when all are over, and now and then while they last. */

import type { RunSettings } from '../../protocol/runSettings.ts'
import { waitsForPerson } from '../../protocol/settings.ts'
import { DRAW_MS } from './drawPace.ts'
import { nextFrame } from './nextFrame.ts'
import type { RunOrder } from './useRunOrder.ts'

/** A person lets one child go at a time, so runs that wait for one go in turn whatever is asked. */
export function orderOf(chosen: RunOrder, settings: readonly (RunSettings | undefined)[]): RunOrder {
  return settings.filter((one) => one && waitsForPerson(one)).length > 1 ? 'in-turn' : chosen
}

/** `start` resolves when its run is over. `draw` is called for each group of runs at least once, after the last is over. */
export async function startRuns<T>(runs: readonly T[], order: RunOrder, start: (run: T) => Promise<void>, draw: () => void): Promise<void> {
  if (order === 'together') return drawnTogether(runs.map(start), draw)
  for (const run of runs) await drawnTogether([start(run)], draw)
}

async function drawnTogether(runs: readonly Promise<void>[], draw: () => void): Promise<void> {
  const meanwhile = setInterval(draw, DRAW_MS)
  try {
    await Promise.all(runs)
  } finally {
    clearInterval(meanwhile)
    await new Promise<void>((drawn) =>
      nextFrame(() => {
        draw()
        drawn()
      }),
    )
  }
}
