/** The runs that are under way, and what became of those that ended lately: a reader asks for either by its id. */
import { ENDED_RUNS } from '../limits.ts'
import type { Work } from './conduct.ts'
import type { Feed } from './feed.ts'

/** A run or recording found by an id. */
export type FoundRun = { is: 'running'; feed: Feed } | { is: 'recorded'; recording: string }

export interface UnderWay {
  /** Holds a run until all its readers have its end. */
  add(work: Work): void
  /** By watch id: the running run, or the recording that it became. */
  find(id: string): FoundRun | null
  /** Lets the runs end for `patienceMs`, then ends them. Resolves when all recordings are stored. */
  end(patienceMs: number): Promise<void>
}

export function createUnderWay(): UnderWay {
  const all = new Set<Work>()
  const running = new Map<string, Feed>()
  const ended = new Map<string, string>()

  function remember(id: string, recording: string): void {
    ended.set(id, recording)
    const oldest = ended.keys().next().value
    if (ended.size > ENDED_RUNS && oldest !== undefined) ended.delete(oldest)
  }

  return {
    add(work) {
      all.add(work)
      const { feed } = work
      if (feed) running.set(feed.id, feed)
      void work.over.then((recording) => {
        all.delete(work)
        if (!feed) return
        if (recording) remember(feed.id, recording)
        running.delete(feed.id)
      })
    },
    find(id) {
      const feed = running.get(id)
      if (feed) return { is: 'running', feed }
      const recording = ended.get(id)
      return recording === undefined ? null : { is: 'recorded', recording }
    },
    async end(patienceMs) {
      const works = [...all]
      const late = setTimeout(() => {
        for (const { stop } of works) stop()
      }, patienceMs)
      await Promise.all(works.map(({ over }) => over))
      clearTimeout(late)
    },
  }
}
