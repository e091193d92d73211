/** How the editor looks: the colours of the code are those of every listing of the page, light and dark. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const code = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.processingInstruction], color: 'var(--code-keyword)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.macroName], color: 'var(--code-function)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.typeName, tags.className], color: 'var(--code-constant)' },
  { tag: [tags.string, tags.special(tags.string), tags.character, tags.escape, tags.regexp], color: 'var(--code-string)' },
  { tag: tags.comment, color: 'var(--code-comment)' },
])

const faint = { backgroundColor: 'color-mix(in srgb, currentColor 6%, transparent)' }

/** Not in a style sheet of ours: CodeMirror's own styles stand outside of all layers, so they would win. */
const frame = EditorView.theme({
  '&': { fontSize: 'var(--text-s)', minBlockSize: '16rem', maxBlockSize: '70svh' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', overflow: 'auto' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--quiet)' },
  '.cm-cursor, .cm-dropCursor': { borderColor: 'currentColor' },
  '.cm-activeLine, .cm-activeLineGutter': faint,
  '&.cm-focused': { outline: '2px solid var(--link)', outlineOffset: '-2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--link) 30%, transparent)',
  },
  '.cm-tooltip, .cm-panels': { backgroundColor: 'var(--sheet)', color: 'inherit', borderColor: 'var(--line)' },
  '.cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--code-string) 14%, transparent)' },
  '.cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, var(--code-constant) 14%, transparent)' },
})

export const colours: Extension = [syntaxHighlighting(code), frame]
