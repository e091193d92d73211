/** Posts JSON to the server, and reads an answer of lines (NDJSON) as it arrives. */
import type { Verdict } from '../../protocol/decoder.ts'
import { Refusal } from '../../protocol/errors.ts'

export type RefusalLine = { kind: 'refusal' } & Refusal

interface Lines<Line> {
  headers?: Readonly<Record<string, string>>
  /** A line that it does not know is left out. */
  decode: (text: string) => Verdict<Line>
  isLast: (line: Line) => boolean
}

/** Resolves after the last line. A refusal, and a connection that breaks, are a last line too. Nothing is said after an abort. */
export async function postLines<Line>(
  path: string,
  body: object,
  { headers = {}, decode, isLast }: Lines<Line>,
  say: (line: Line | RefusalLine) => void,
  signal: AbortSignal,
): Promise<void> {
  const tell = (line: Line | RefusalLine): void => {
    if (!signal.aborted) say(line)
  }
  let over = false
  const take = (text: string): void => {
    const verdict = decode(text)
    if (!verdict.ok) return
    over ||= isLast(verdict.value)
    tell(verdict.value)
  }
  try {
    const response = await fetch(new URL(path, document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    })
    if (!response.ok || !response.body) return tell(await refusalOf(response))
    let rest = ''
    for await (const text of chunks(response.body.pipeThrough(new TextDecoderStream()))) {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(take)
    }
    if (!over) tell({ kind: 'refusal', code: 'connection_lost', message: 'the answer of the server broke off', cure: 'try again', field: '' })
  } catch {
    // Each browser has other words for it, in its own language.
    tell({ kind: 'refusal', code: 'connection_lost', message: 'the server does not answer', cure: 'try again', field: '' })
  }
}

/** Not every browser can iterate a stream. */
async function* chunks(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}

async function refusalOf(response: Response): Promise<RefusalLine> {
  const parsed = Refusal.safeParse(await response.json().catch(() => null))
  if (parsed.success) return { kind: 'refusal', ...parsed.data }
  return { kind: 'refusal', code: 'connection_lost', message: `the server answered ${response.status}`, cure: 'try again', field: '' }
}
