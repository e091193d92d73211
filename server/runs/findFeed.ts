/** Finds what can be watched under an id: a run of this server, or a recording played again. */

import type { Recordings } from '../recordings/recordings.ts'
import type { Dispatch } from './dispatch.ts'
import type { Feed } from './feed.ts'
import { createReplays } from './replay.ts'

/** Gives null if this server has neither a run nor a recording with this id. */
export function findFeed(dispatch: Pick<Dispatch, 'find'>, recordings: Pick<Recordings, 'get'>): (id: string) => Promise<Feed | null> {
  const replayed = createReplays(recordings)
  return async (id) => {
    const run = dispatch.find(id)
    return run?.is === 'running' ? run.feed : replayed(run?.recording ?? id)
  }
}
