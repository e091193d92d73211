/** Languages that have no grammar of CodeMirror 6. */
import { StreamLanguage } from '@codemirror/language'
import { ruby } from '@codemirror/legacy-modes/mode/ruby'
import { nim } from './nimMode.ts'

export const rubyGrammar = StreamLanguage.define(ruby)
export const nimGrammar = StreamLanguage.define(nim)
