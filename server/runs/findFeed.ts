/** Finds what can be watched under an id: a run of this server, or a recording played again. */

import type { Recordings } from '../recordings/recordings.ts'
import type { Dispatch } from './dispatch.ts'
import type { Feed } from './feed.ts'
import { replay } from './replay.ts'

/** Gives null if this server has neither a run nor a recording with this id. */
export function findFeed(dispatch: Dispatch, recordings: Recordings): (id: string) => Promise<Feed | null> {
  return async (id) => {
    const run = dispatch.find(id)
    if (run?.is === 'running') return run.feed
    const recording = run?.recording ?? id
    const content = await recordings.get(recording)
    return content && replay(recording, content)
  }
}
