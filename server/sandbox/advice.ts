/** What each level means and how to get a higher one, in every language. The texts are those of content/languages. */
import type { SandboxTexts } from '../../content/languages/en/sandbox.ts'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import type { InLanguages, SandboxCode } from '../../protocol/sandbox.ts'
import { type Distribution, installBubblewrap } from './distribution.ts'

interface Advice {
  words: InLanguages
  cure: InLanguages | null
}

const TEXTS = await Promise.all(
  LANGUAGES.map(async ({ id }): Promise<[Language, SandboxTexts]> => {
    const { sandbox } = (await import(`../../content/languages/${id}/sandbox.ts`)) as { sandbox: SandboxTexts }
    return [id, sandbox]
  }),
)

/** What keeps a server from a higher level, and the cure on this distribution. */
export function adviceOn(code: SandboxCode, distribution: Distribution): Advice {
  const install = installBubblewrap(distribution)
  const filled = (text: string | null): string => (text ?? '').replaceAll('{install}', install)
  const cure = inLanguages(({ codes }) => filled(codes[code].cure))
  return { words: inLanguages(({ codes }) => filled(codes[code].words)), cure: cure.en === '' ? null : cure }
}

/** The sentence for a level, and after it what keeps the server from a higher one. */
export function levelWords(level: 0 | 1 | 2 | 3 | 4, after: InLanguages): InLanguages {
  return inLanguages(({ levels, between }, id) => `${levels[level]}${between}${after[id]}`)
}

function inLanguages(say: (texts: SandboxTexts, id: Language) => string): InLanguages {
  return Object.fromEntries(TEXTS.map(([id, texts]) => [id, say(texts, id)])) as InLanguages
}
