/** GET and POST /api/own: what can be written here, and compiling a program. */
import type { Refusal } from '../../protocol/errors.ts'
import { decodeOwnLine, decodeOwnOffer, type OwnLine, type OwnOffer, type OwnProgram } from '../../protocol/own.ts'
import { postLines } from './postLines.ts'

/** Tells this page from the others of its address, for as long as it is open. Each may have one compilation at a time. */
const PAGE = crypto.getRandomValues(new Uint32Array(4)).join('-').slice(0, 64)

const NO_ANSWER: Refusal = { code: 'connection_lost', message: 'the server does not answer', cure: 'try again', field: '' }

export async function askOwn(): Promise<OwnOffer> {
  try {
    const verdict = decodeOwnOffer(await (await fetch(new URL('api/own', document.baseURI))).text())
    return verdict.ok ? verdict.value : { refusal: NO_ANSWER, languages: [] }
  } catch {
    return { refusal: NO_ANSWER, languages: [] }
  }
}

/** Passes on every line; resolves after the last, which is `compiled` or a refusal. Nothing is said after an abort. */
export function compileOwn(program: OwnProgram, say: (line: OwnLine) => void, signal: AbortSignal): Promise<void> {
  const lines = { headers: { 'spawnscope-client': PAGE }, decode: decodeOwnLine, isLast: ({ kind }: OwnLine) => kind !== 'waits' }
  return postLines('api/own', program, lines, say, signal)
}
