/** The program that a reader writes: its files, and what it is started with. Pure. */
import { OWN_FILE_NAME, type OwnFile, type OwnLanguage, type OwnProgram } from '../../protocol/own.ts'
import { bytesOf, OWN_LIMITS } from '../../protocol/ownRun.ts'
import type { SignalSettings } from '../../protocol/specimenSignals.ts'
import type { OwnTemplate } from './ownTemplate.ts'

export interface OwnDraft {
  language: OwnLanguage
  /** Null: it came with a link. */
  template: OwnTemplate | null
  /** The first is compiled or started, and keeps its name; the others stand beside it. */
  files: readonly OwnFile[]
  /** The files as they came, of the template or of the link. */
  original: readonly OwnFile[]
  /** Index of the file in the editor. */
  shown: number
  /** One argument a line. */
  args: string
  stdin: string
  signals: SignalSettings
  /** Whether the trace names the lines that led to its calls. */
  lines: boolean
}

/** What the program is started with. */
export type OwnStartWords = Pick<OwnDraft, 'args' | 'stdin' | 'signals' | 'lines'>

export const NO_START_WORDS: OwnStartWords = { args: '', stdin: '', signals: {}, lines: true }

/** A program as it came. `start`: what it is started with; a whole draft will do. */
export function begun({ language, files }: OwnProgram, template: OwnTemplate | null, { args, stdin, signals, lines }: OwnStartWords): OwnDraft {
  return { language, template, files, original: files, shown: 0, args, stdin, signals, lines }
}

/** Of the file in the editor. */
export function rewritten(draft: OwnDraft, content: string): OwnDraft {
  return { ...draft, files: draft.files.map((file, at) => (at === draft.shown ? { ...file, content } : file)) }
}

export function renamed(draft: OwnDraft, name: string): OwnDraft {
  return { ...draft, files: draft.files.map((file, at) => (at === draft.shown && at > 0 ? { ...file, name } : file)) }
}

/** A file more, with a name that is free, in the editor. */
export function fileAdded(draft: OwnDraft): OwnDraft {
  const { files } = draft
  if (files.length >= OWN_LIMITS.files) return draft
  const ending = files[0]?.name.split('.')[1] ?? ''
  const names = files.map(({ name }) => name)
  const name = ['part', 'part2', 'part3'].map((stem) => `${stem}.${ending}`).find((one) => !names.includes(one)) ?? ''
  return { ...draft, files: [...files, { name, content: '' }], shown: files.length }
}

/** Without the file in the editor. The first stays. */
export function fileRemoved(draft: OwnDraft): OwnDraft {
  const { files, shown } = draft
  return shown === 0 ? draft : { ...draft, files: files.filter((_, at) => at !== shown), shown: shown - 1 }
}

export function isChanged({ files, original }: OwnDraft): boolean {
  return files.length !== original.length || files.some(({ name, content }, at) => name !== original[at]?.name || content !== original[at].content)
}

export const argumentsOf = ({ args }: Pick<OwnDraft, 'args'>): string[] => (args === '' ? [] : args.replace(/\n$/, '').split('\n'))

export type DraftFault =
  | { is: 'name'; name: string }
  | { is: 'twice'; name: string }
  | { is: 'bytes'; most: number }
  | { is: 'args'; most: number }
  | { is: 'argument'; most: number }
  | { is: 'stdin'; most: number }

/** Why the server would not take it; undefined: it would. */
export function faultOf(draft: OwnDraft): DraftFault | undefined {
  const { files, stdin } = draft
  const names = files.map(({ name }) => name)
  const wrong = names.find((name) => !OWN_FILE_NAME.test(name))
  if (wrong !== undefined) return { is: 'name', name: wrong }
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return { is: 'twice', name: twice }
  if (files.reduce((sum, { content }) => sum + bytesOf(content), 0) > OWN_LIMITS.bytes) return { is: 'bytes', most: OWN_LIMITS.bytes }
  const args = argumentsOf(draft)
  if (args.length > OWN_LIMITS.args) return { is: 'args', most: OWN_LIMITS.args }
  if (args.some((arg) => bytesOf(arg) > OWN_LIMITS.argBytes)) return { is: 'argument', most: OWN_LIMITS.argBytes }
  return bytesOf(stdin) > OWN_LIMITS.stdinBytes ? { is: 'stdin', most: OWN_LIMITS.stdinBytes } : undefined
}
