/**
 * `content/lessons/x.yaml?question` → what a class needs of a lesson to vote on it: its title and its prediction, in every language.
 * A seat's page fetches this and not the whole course.
 */
import path from 'node:path'
import type { Plugin } from 'vite'
import type { Compiled, CompiledText, Prose } from '../../client/content/prose.ts'
import { LANGUAGES, type Language } from '../../protocol/language.ts'
import type { Lesson } from '../../protocol/lessons.ts'
import { CONTENT, translationsOf } from '../content/contentFiles.ts'
import { compiledOf } from '../content/load.ts'
import { derived } from './derived.ts'

export const questions = (): Plugin =>
  derived('question', (text, file, watch) => {
    const translations = translationsOf('lessons', path.basename(file))
    for (const { file: other } of translations) watch(path.join(CONTENT, '..', other))
    return questionOf(compiledOf('lessons', text, path.relative(process.cwd(), file), translations))
  })

function questionOf({ title, steps }: Compiled<Lesson>): object {
  const at = steps.findIndex(({ kind }) => kind === 'predict')
  const predict = steps[at]
  const runStep = steps.findIndex(({ kind }) => kind === 'run') + 1
  const asks =
    predict?.kind === 'predict'
      ? {
          step: at + 1,
          text: spoken(predict.question),
          options: predict.options.map(({ text, reason, right }) => ({ text: spoken(text), reason: spoken(reason), right })),
        }
      : null
  return { title: spoken(title), steps: steps.length, kinds: steps.map(({ kind }) => kind), runStep: runStep || null, asks }
}

/** Words and code; a seat's page has no glossary to open. */
function spoken(text: CompiledText): Record<Language, { text: string; code?: true }[]> {
  const parts = (prose: readonly Prose[]) => prose.map(({ kind, text: words }) => (kind === 'code' ? { text: words, code: true as const } : { text: words }))
  return Object.fromEntries(LANGUAGES.map(({ id }) => [id, parts(text[id])])) as Record<Language, { text: string; code?: true }[]>
}
