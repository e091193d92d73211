/** POST /api/bench; reads the answer as it arrives. */
import type { BenchAnswer, BenchSettings } from '../../protocol/bench.ts'
import { decodeBenchAnswer } from '../../protocol/bench.ts'
import { Refusal } from '../../protocol/errors.ts'

const lost = (message: string): BenchAnswer => ({ kind: 'refusal', code: 'connection_lost', message, cure: 'try again', field: '' })

/** Passes on every line; resolves after the last. Reports a broken connection as a refusal, but not an abort. */
export async function askBench(settings: BenchSettings, say: (line: BenchAnswer) => void, signal: AbortSignal): Promise<void> {
  let ended = false
  const take = (text: string): void => {
    const verdict = decodeBenchAnswer(text)
    if (!verdict.ok) return
    ended ||= verdict.value.kind === 'end' || verdict.value.kind === 'refusal'
    say(verdict.value)
  }
  try {
    const response = await fetch(new URL('api/bench', document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
      signal,
    })
    if (!response.ok || !response.body) return say(await refusalOf(response))
    let rest = ''
    for await (const text of chunks(response.body.pipeThrough(new TextDecoderStream()))) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(take)
    }
    if (!ended) say(lost('the measurement broke off'))
  } catch (error) {
    if (!signal.aborted) say(lost(error instanceof Error ? error.message : 'the server does not answer'))
  }
}

/** Not every browser can iterate a stream. */
async function* chunks(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}

async function refusalOf(response: Response): Promise<BenchAnswer> {
  const parsed = Refusal.safeParse(await response.json().catch(() => null))
  return parsed.success ? { kind: 'refusal', ...parsed.data } : lost(`the server answered ${response.status}`)
}
