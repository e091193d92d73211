/** A run that the server has kept, by its id. */
import { playRecording } from './recorded.ts'
import type { Sink } from './source.ts'

/** Plays it into the sink; where it cannot be had, the sink is told why. */
export async function fetchRecording(id: string, sink: Sink): Promise<void> {
  try {
    const response = await fetch(new URL(`api/recordings/${encodeURIComponent(id)}`, document.baseURI))
    const ndjson = await response.text()
    // A page of plain files answers everything with itself.
    if (response.ok && ndjson.startsWith('{')) return await playRecording(ndjson, sink, id)
  } catch {
    // Told below: whatever the reason, the run is not to be had.
  }
  sink.finish('failed', { code: 'unknown_recording', message: `there is no stored run ${id} here`, cure: 'run it again, or ask for a new link', field: '' })
}
