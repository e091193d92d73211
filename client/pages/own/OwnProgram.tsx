/** A program that a reader writes and runs, and one of its starts as a figure. Its lines and its events light each other up. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { OWN_LANGUAGES, type OwnOffer } from '../../../protocol/own.ts'
import { offerMoment } from '../../class/offeredMoment.ts'
import { type Figure, stepAt } from '../../model/figure.ts'
import { linkOf, storedColumn } from '../../model/link.ts'
import type { OwnDraft } from '../../model/ownDraft.ts'
import { lineCounts, lineMark, lineOf } from '../../model/sourceLine.ts'
import type { Capabilities } from '../../runs/capabilities.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useOwnWords } from '../../words/ownWords.ts'
import { Program } from './Program.tsx'
import { makeMine, useShownByClass } from './shownByClass.ts'
import { useDraft } from './useDraft.ts'
import { useOwnRun } from './useOwnRun.ts'

/** The views come with the first run: whoever writes needs none. */
const OwnRun = latePart(async () => (await import('./OwnRun.tsx')).OwnRun)

interface OwnProgramProps {
  offer: OwnOffer
  capabilities: Capabilities
  /** Its figure takes the page's keys. */
  keys: boolean
}

/** The line under the pointer, or of the step under the pointer or the cursor. */
function litLine(figure: Figure | undefined, file: string): number | null {
  if (!figure) return null
  const { lit } = figure
  const mark = lit?.kind === 'mark' ? lit.mark : lit?.kind === 'step' ? lit.step.mark : (stepAt(figure)?.mark ?? null)
  const found = lineOf(mark)
  return found?.file === file ? found.line : null
}

/** A column of Compare beside it: what `fork` and `posix_spawn` do is what most programs do. */
const BESIDE = [{ strategy: 'posix_spawn' }, { strategy: 'fork' }]

const NO_SIGNALS = {}

export function OwnProgram({ offer, capabilities, keys }: OwnProgramProps) {
  const words = useOwnWords()
  const shownByClass = useShownByClass()
  const readOnly = offer.refusal !== null
  const languages = readOnly ? OWN_LANGUAGES : offer.languages.map((one) => one.language)
  const { draft, onDraft, onTemplate, link, run: linkedRun, address, momentOf } = useDraft(languages[0] ?? null)
  const { state, start, play, playStored, stop, show } = useOwnRun(capabilities)
  const refused = useRefusalWords(offer.refusal)

  const put = useCallback(
    (next: OwnDraft): void => {
      // What was shown is of another program.
      if (next.files !== draft?.files && (next.original !== draft?.original || next.files.some(({ content }, n) => content !== draft?.files[n]?.content)))
        stop()
      onDraft(next)
    },
    [draft, onDraft, stop],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another template is another program.
  useEffect(() => stop, [draft?.template, draft?.language, stop])
  useEffect(() => {
    if (linkedRun !== null) void playStored(linkedRun)
  }, [linkedRun, playStored])
  const stored = state.is === 'done' ? state.recording : null
  useEffect(() => (draft ? offerMoment(() => momentOf(draft, stored)) : undefined), [draft, stored, momentOf])
  function run(): void {
    if (!draft) return
    if (readOnly) return void play(draft)
    address(draft)
    void start(draft)
  }

  const [shown, setShown] = useState<Figure | undefined>(undefined)
  const file = draft?.files[draft.shown]?.name ?? ''
  const counts = useMemo(() => (state.is === 'done' ? lineCounts(state.log.events, file) : null), [state, file])
  const onHover = shown?.onHover
  const onLine = useCallback((line: number | null) => onHover?.(line === null ? null : { kind: 'mark', mark: lineMark({ file, line }) }), [onHover, file])

  return (
    <>
      {offer.refusal && (
        <p className="note">
          {words.cannot} {refused} {words.readOnly}
        </p>
      )}
      {link === 'wrong' && <p role="alert">{words.linkWrong}</p>}
      {link === 'long' && <p className="quiet">{words.linkTooLong}</p>}
      {draft && (
        <Program
          {...{ draft, languages, onTemplate, state, counts, onLine }}
          mode={shownByClass ? 'class' : readOnly ? 'look' : 'write'}
          onMine={makeMine}
          onDraft={put}
          onRun={run}
          onStop={stop}
          lit={litLine(shown, file)}
        >
          {state.is === 'done' && state.recording !== null && (
            <p>
              <a href={`#/compare?${linkOf({ columns: [storedColumn(state.recording), ...BESIDE] })}`}>{words.inCompare}</a>
            </p>
          )}
        </Program>
      )}
      {state.is === 'done' && (
        <OwnRun run={state} signals={draft?.signals ?? NO_SIGNALS} catalog={capabilities.catalog} keys={keys} onShow={show} onFigure={setShown} />
      )}
    </>
  )
}
