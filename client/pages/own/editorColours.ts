/** The colours of the code, which are those of every listing of the page, light and dark. */
import { HighlightStyle } from '@codemirror/language'
import { tags } from '@lezer/highlight'

export const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.processingInstruction], color: 'var(--code-keyword)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName), tags.macroName], color: 'var(--code-function)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.typeName, tags.className], color: 'var(--code-constant)' },
  { tag: [tags.string, tags.special(tags.string), tags.character, tags.escape, tags.regexp], color: 'var(--code-string)' },
  { tag: tags.comment, color: 'var(--code-comment)' },
])
