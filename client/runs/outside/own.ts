/** The outside of one page, "Your program": no other page fetches this code. The build chooses between server and plain files, as for all. */
import type { OwnLine, OwnOffer, OwnProgram } from '../../../protocol/own.ts'
import { fetchTrace } from '../../transport/fetchTrace.ts'
import { askOwn, compileOwn } from '../../transport/own.ts'
import { siteWords } from '../../words/siteWords.ts'

interface OwnOutside {
  /** A stored run or trace as a file, by its id. Null if it is not there, or nobody answers. */
  trace(id: string): Promise<Blob | null>
  /** What can be written here. */
  offer(): Promise<OwnOffer>
  /** Compiles a program. Passes on every line; resolves after the last. */
  compile(program: OwnProgram, say: (line: OwnLine) => void, signal: AbortSignal): Promise<void>
}

const files: OwnOutside = {
  trace: async () => null,
  async offer() {
    const { noCompiling, live } = await siteWords()
    return { refusal: { code: 'live_unavailable', message: noCompiling, cure: live, field: '' }, languages: [] }
  },
  async compile(_, say) {
    const { noCompiling, live } = await siteWords()
    say({ kind: 'refusal', code: 'live_unavailable', message: noCompiling, cure: live, field: '' })
  },
}

export const ownOutside: OwnOutside = import.meta.env.PLAIN_FILES ? files : { trace: fetchTrace, offer: askOwn, compile: compileOwn }
