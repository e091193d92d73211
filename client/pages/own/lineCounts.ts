/** Beside each line how many calls it made, and the line that is lit. A count is a button: a keyboard and a finger reach it too. */
import { type Extension, RangeSet, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter, ViewPlugin } from '@codemirror/view'

interface Counts {
  lines: ReadonlyMap<number, number>
  lit: number | null
}

export const countsChanged = StateEffect.define<Counts>()

const NONE: Counts = { lines: new Map(), lit: null }

/** What was counted is of the text that was run: a change of it takes the counts away. */
const counts = StateField.define<Counts>({
  create: () => NONE,
  update(before, transaction) {
    for (const effect of transaction.effects) if (effect.is(countsChanged)) return effect.value
    return transaction.docChanged ? NONE : before
  },
})

interface LineActions {
  onLine: (line: number | null) => void
  countLabel: (line: number, calls: number) => string
}

class CountMarker extends GutterMarker {
  readonly line: number
  readonly calls: number
  readonly actions: LineActions
  constructor(line: number, calls: number, actions: LineActions) {
    super()
    this.line = line
    this.calls = calls
    this.actions = actions
  }
  override eq(other: CountMarker): boolean {
    return other.line === this.line && other.calls === this.calls
  }
  override toDOM(): HTMLElement {
    const { line, calls, actions } = this
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'own-count'
    button.textContent = String(calls)
    button.setAttribute('aria-label', actions.countLabel(line, calls))
    button.addEventListener('focus', () => actions.onLine(line))
    button.addEventListener('blur', () => actions.onLine(null))
    return button
  }
}

/** As wide as a count of three digits, so that the text does not move when counts come. */
class Spacer extends GutterMarker {
  override toDOM(): HTMLElement {
    const width = document.createElement('span')
    width.setAttribute('aria-hidden', 'true')
    width.textContent = '000'
    return width
  }
}

const lit = EditorView.decorations.compute([counts], (state): DecorationSet => {
  const { lit: line } = state.field(counts)
  if (line === null || line < 1 || line > state.doc.lines) return Decoration.none
  return Decoration.set([Decoration.line({ class: 'own-lit' }).range(state.doc.line(line).from)])
})

/** CodeMirror hides its gutters from screen readers. The counts are buttons, so only the other gutters stay hidden. */
const heard = ViewPlugin.define((view) => {
  view.requestMeasure({
    read: () => null,
    write() {
      view.dom.querySelector('.cm-gutters')?.removeAttribute('aria-hidden')
      for (const other of view.dom.querySelectorAll('.cm-gutter:not(.own-counts)')) other.setAttribute('aria-hidden', 'true')
    },
  })
  return {}
})

export function lineCountsOf(actions: LineActions): Extension {
  return [
    counts,
    lit,
    gutter({
      class: 'own-counts',
      markers: ({ state }) =>
        RangeSet.of(
          [...state.field(counts).lines]
            .filter(([line]) => line <= state.doc.lines)
            .toSorted(([one], [other]) => one - other)
            .map(([line, calls]) => new CountMarker(line, calls, actions).range(state.doc.line(line).from)),
        ),
      initialSpacer: () => new Spacer(),
    }),
    heard,
    EditorView.domEventHandlers({
      mousemove(event, view) {
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY })
        const line = at === null ? null : view.state.doc.lineAt(at).number
        actions.onLine(line !== null && view.state.field(counts).lines.has(line) ? line : null)
      },
      mouseleave: () => actions.onLine(null),
    }),
  ]
}
