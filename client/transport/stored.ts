/** A run that the server has kept, by its id. */
import { playLines } from './recorded.ts'
import type { Sink } from './source.ts'

/** Plays it into the sink; where it cannot be had, the sink is told why. */
export async function fetchRecording(id: string, sink: Sink): Promise<void> {
  try {
    const response = await fetch(new URL(`api/recordings/${encodeURIComponent(id)}`, document.baseURI))
    const lines = linesOf(response)
    const first = await lines.next()
    // A page of plain files answers everything with itself.
    if (response.ok && !first.done && first.value[0]?.startsWith('{')) return await playLines(after(first.value, lines), sink, id)
  } catch {
    // Compiled below: whatever the reason, the run is not to be had.
  }
  sink.finish('failed', { code: 'unknown_recording', message: `there is no stored run ${id} here`, cure: 'run it again, or ask for a new link', field: '' })
}

/** As they come: all 16 MB of a long run in one piece would take the page 60 ms to spell. */
async function* linesOf({ body }: Response): AsyncGenerator<string[]> {
  if (!body) return
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    const lines = (rest + decoder.decode(value, { stream: !done })).split('\n')
    rest = done ? '' : (lines.pop() ?? '')
    const whole = lines.filter((line) => line !== '')
    if (whole.length > 0) yield whole
    if (done) return
  }
}

async function* after(first: string[], others: AsyncGenerator<string[]>): AsyncGenerator<string[]> {
  yield first
  yield* others
}
