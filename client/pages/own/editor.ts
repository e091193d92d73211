/** The editor: CodeMirror and all that it needs. Loaded with the first program, because it is larger than the page. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language'
import { lintGutter, type Diagnostic as Mark, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import type { Diagnostic, OwnLanguage } from '../../../protocol/own.ts'
import { colours } from './editorColours.ts'
import { GRAMMARS, INDENT } from './editorLanguage.ts'
import { countsChanged, lineCountsOf } from './lineCounts.ts'

export interface Editor {
  /** Another program: what was written of the last is gone, and its history. */
  begin: (language: OwnLanguage) => void
  /** Shows a file of the program, by a key that it keeps. Its history and its cursor are as they were, if its text is. */
  show: (key: number, text: string) => void
  mark: (diagnostics: readonly Diagnostic[]) => void
  /** Shows what differs from this text; null: no longer. */
  compare: (original: string | null) => void
  /** How many calls each line made, and the line that is lit. */
  count: (lines: ReadonlyMap<number, number>, lit: number | null) => void
  /** Moves the cursor to a line, counted from 1, and into view. */
  goTo: (line: number) => void
  close: () => void
}

interface EditorActions {
  label: string
  /** The program is only looked at. */
  readOnly: boolean
  onChange: (text: string) => void
  onRun: () => void
  /** The line under the pointer, or whose count has the focus; null: none any more. */
  onLine: (line: number | null) => void
  /** The name of a count's button. */
  countLabel: (line: number, calls: number) => string
}

export function openEditor(box: HTMLElement, actions: EditorActions): Editor {
  const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? ''
  const [difference, grammar] = [new Compartment(), new Compartment()]
  /** How often each part was told what to be: what comes late for an earlier time is left out. */
  const told = new Map<Compartment, number>()
  const tell = (part: Compartment): number => {
    const mine = (told.get(part) ?? 0) + 1
    told.set(part, mine)
    return mine
  }
  const later = (part: Compartment, coming: Promise<Extension>): void => {
    const mine = tell(part)
    // Without its grammar or its difference a text can be written all the same.
    coming.then((come) => mine === told.get(part) && view.dispatch({ effects: part.reconfigure(come) })).catch(() => {})
  }
  let language: OwnLanguage = 'c'
  /** -1: none of this program is shown yet. */
  let key = -1
  /** The files of the program that have been shown. */
  const states = new Map<number, EditorState>()
  const stateOf = (content: string): EditorState =>
    EditorState.create({
      doc: content,
      extensions: [
        EditorState.readOnly.of(actions.readOnly),
        // Its styles are elements that it creates.
        EditorView.cspNonce.of(nonce),
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of(INDENT[language]),
        EditorState.tabSize.of(4),
        bracketMatching(),
        highlightActiveLine(),
        lineCountsOf(actions),
        colours,
        grammar.of([]),
        difference.of([]),
        // Before the keys of the editor: Ctrl-Enter would be a line there.
        keymap.of([
          {
            key: 'Mod-Enter',
            run() {
              actions.onRun()
              return true
            },
          },
          // Escape, then Tab leaves the editor: CodeMirror lets the next Tab through after Escape.
          indentWithTab,
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': actions.label }),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => update.docChanged && actions.onChange(update.state.doc.toString())),
      ],
    })
  const view = new EditorView({ state: stateOf(''), parent: box })
  return {
    begin(next) {
      states.clear()
      language = next
      key = -1
    },
    show(next, text) {
      if (key === next && view.state.doc.toString() === text) return
      if (key >= 0) states.set(key, view.state)
      key = next
      const before = states.get(next)
      if (before?.doc.toString() === text) return view.setState(before)
      view.setState(stateOf(text))
      later(grammar, GRAMMARS[language]())
    },
    mark: (diagnostics) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          diagnostics.flatMap((one) => markOf(view.state, one)),
        ),
      ),
    compare(original) {
      if (original === null) {
        tell(difference)
        view.dispatch({ effects: difference.reconfigure([]) })
      } else
        later(
          difference,
          import('@codemirror/merge').then(({ unifiedMergeView }) => unifiedMergeView({ original, mergeControls: false })),
        )
    },
    count: (lines, lit) => view.dispatch({ effects: countsChanged.of({ lines, lit }) }),
    goTo(line) {
      const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines)).from
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
      view.focus()
    },
    close: () => view.destroy(),
  }
}

/** From the place to the end of its line. A compiler may name a line that is not there any more. */
function markOf({ doc }: EditorState, { line, column, severity, text }: Diagnostic): Mark[] {
  if (line === null || line > doc.lines) return []
  const { from, to } = doc.line(line)
  return [{ from: Math.min(to, from + (column ?? 1) - 1), to, severity: severity === 'note' ? 'info' : severity, message: text }]
}
