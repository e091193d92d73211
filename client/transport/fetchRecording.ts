/** Fetches a stored run by its id. */
import { playLines } from './playRecording.ts'
import type { Sink } from './source.ts'

/** Plays the run into the sink, or tells the sink why that failed. */
export async function fetchRecording(id: string, sink: Sink): Promise<void> {
  try {
    const response = await fetch(new URL(`api/recordings/${encodeURIComponent(id)}`, document.baseURI))
    const lines = linesOf(response)
    const first = await lines.next()
    // A server of plain files may answer every address with the page itself.
    if (response.ok && !first.done && first.value[0]?.startsWith('{')) return await playLines(after(first.value, lines), sink, id)
  } catch {
    // Handled below: whatever the reason, the run is not available.
  }
  sink.finish('failed', { code: 'unknown_recording', message: `there is no stored run ${id} here`, cure: 'run it again, or ask for a new link', field: '' })
}

/** Yields lines as they arrive: decoding all 16 MB of a long run as text at once would block the page for 60 ms. */
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
