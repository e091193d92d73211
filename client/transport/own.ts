/** GET and POST /api/own: what can be written here, and compiling a program. Reads the answer as it arrives. */
import { Refusal } from '../../protocol/errors.ts'
import { decodeOwnLine, decodeOwnOffer, type OwnLine, type OwnOffer, type OwnProgram } from '../../protocol/own.ts'

/** Tells this page from the others of its address, for as long as it is open. Each may have one compilation at a time. */
const PAGE = crypto.getRandomValues(new Uint32Array(4)).join('-').slice(0, 64)

const lost = (message: string): Refusal => ({ code: 'connection_lost', message, cure: 'try again', field: '' })

export async function askOwn(): Promise<OwnOffer> {
  try {
    const verdict = decodeOwnOffer(await (await fetch(new URL('api/own', document.baseURI))).text())
    return verdict.ok ? verdict.value : { refusal: lost('the server does not answer'), languages: [] }
  } catch {
    return { refusal: lost('the server does not answer'), languages: [] }
  }
}

/** Passes on every line; resolves after the last, which is `compiled` or a refusal. Nothing is said after an abort. */
export async function compileOwn(program: OwnProgram, say: (line: OwnLine) => void, signal: AbortSignal): Promise<void> {
  let over = false
  const take = (text: string): void => {
    const verdict = decodeOwnLine(text)
    if (!verdict.ok || signal.aborted) return
    over ||= verdict.value.kind !== 'waits'
    say(verdict.value)
  }
  try {
    const response = await fetch(new URL('api/own', document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'spawnscope-client': PAGE },
      body: JSON.stringify(program),
      signal,
    })
    if (!response.ok || !response.body) {
      const parsed = Refusal.safeParse(await response.json().catch(() => null))
      return say({ kind: 'refusal', ...(parsed.success ? parsed.data : lost(`the server answered ${response.status}`)) })
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = (rest + read.value).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(take)
    }
    if (!over && !signal.aborted) say({ kind: 'refusal', ...lost('the compiler’s answer broke off') })
  } catch (error) {
    if (!signal.aborted) say({ kind: 'refusal', ...lost(error instanceof Error ? error.message : 'the server does not answer') })
  }
}
