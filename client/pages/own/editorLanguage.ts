/** The grammar of each language, a file of its own: a reader writes in one at a time. */
import type { Extension } from '@codemirror/state'
import type { OwnLanguage } from '../../../protocol/own.ts'

export const GRAMMARS: Readonly<Record<OwnLanguage, () => Promise<Extension>>> = {
  c: async () => (await import('@codemirror/lang-cpp')).cpp(),
  rust: async () => (await import('@codemirror/lang-rust')).rust(),
  go: async () => (await import('@codemirror/lang-go')).go(),
  ruby: async () => (await import('./streamGrammars.ts')).rubyGrammar,
  nim: async () => (await import('./streamGrammars.ts')).nimGrammar,
  python: async () => (await import('@codemirror/lang-python')).python(),
  node: async () => (await import('@codemirror/lang-javascript')).javascript(),
}

/** As each language's own formatter has it. */
export const INDENT: Readonly<Record<OwnLanguage, string>> = { c: '\t', rust: '    ', go: '\t', ruby: '  ', nim: '  ', python: '    ', node: '  ' }
