/** The program: language and template, its files in the editor, what it is started with, Run, and what the compiler says. */
import { Play, Square } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Diagnostic, OwnLanguage } from '../../../protocol/own.ts'
import { orNotFetched } from '../../content/fetchedOnce.ts'
import { languagesOf } from '../../content/ownTemplates.ts'
import { CopyLink } from '../../figures/CopyLink.tsx'
import { begun, faultOf, isChanged, type OwnDraft, rewritten } from '../../model/ownDraft.ts'
import { OWN_TEMPLATES, type OwnTemplate } from '../../model/ownTemplate.ts'
import type { LineCounts } from '../../model/sourceLine.ts'
import { Toggle } from '../../ui/Toggle.tsx'
import { useThrow } from '../../ui/useThrow.ts'
import { useOwnWords } from '../../words/ownWords.ts'
import type { Editor } from './editor.ts'
import { FileTabs } from './FileTabs.tsx'
import { Said } from './Said.tsx'
import { StartFields } from './StartFields.tsx'
import type { OwnRunState } from './useOwnRun.ts'
import './program.css'

interface ProgramProps {
  draft: OwnDraft
  onDraft: (draft: OwnDraft) => void
  languages: readonly OwnLanguage[]
  /** Another template, or another language of it. */
  onTemplate: (template: OwnTemplate, language: OwnLanguage) => void
  /**
   * `write`; `look`: nothing can be compiled here, so templates are shown with the runs that are recorded of them; `class`: the class looks
   * at it, until somebody makes it his own.
   */
  mode: 'write' | 'look' | 'class'
  onMine: () => void
  state: OwnRunState
  onRun: () => void
  onStop: () => void
  /** Of the file that is shown: how many calls each line made; the line that is lit. */
  counts: LineCounts | null
  lit: number | null
  onLine: (line: number | null) => void
  /** What stands beside a run that is over. */
  children: ReactNode
}

export function Program(props: ProgramProps) {
  const { draft, onDraft, languages, onTemplate, mode, onMine, state, onRun, onStop, counts, children } = props
  const readOnly = mode !== 'write'
  const words = useOwnWords()
  const id = useId()
  const [compared, setCompared] = useState(false)
  const changed = isChanged(draft)
  const diagnostics = 'diagnostics' in state ? state.diagnostics : NONE
  const fault = faultOf(draft)
  const [box, goTo] = useEditor({ ...props, onRun: () => !fault && onRun() }, diagnostics, compared && changed)
  const { language, template } = draft
  const busy = state.is === 'compiling' || state.is === 'running'

  function place({ file, line }: Diagnostic): void {
    const at = draft.files.findIndex(({ name }) => name === file)
    if (at >= 0 && at !== draft.shown) onDraft({ ...draft, shown: at })
    if (line !== null) goTo(line)
  }

  return (
    <section className="panel own-program" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.programTitle}</h2>
      {mode !== 'class' && (
        <div className="own-choices">
          <Toggle
            label={words.language}
            value={language}
            onChange={(next) => onTemplate(template !== null && languagesOf(template).includes(next) ? template : 'start', next)}
            options={languages.map((one) => ({ value: one, label: words.languages[one], name: true }))}
          />
          <label>
            {words.template}{' '}
            <select
              className="select"
              value={template ?? ''}
              onChange={({ target }) => {
                const next = OWN_TEMPLATES.find((one) => one === target.value) ?? 'start'
                onTemplate(next, [language, ...languages].find((one) => languagesOf(next).includes(one)) ?? language)
              }}
            >
              {template === null && <option value="">{words.fromLink}</option>}
              {OWN_TEMPLATES.filter((one) => languagesOf(one).some((other) => languages.includes(other))).map((one) => (
                <option key={one} value={one}>
                  {words.templates[one]}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <FileTabs draft={draft} onDraft={onDraft} readOnly={readOnly} />
      <div ref={box} className="own-editor" translate="no" />
      {!readOnly && <StartFields key={template} draft={draft} onDraft={onDraft} />}
      <p className="own-buttons">
        {mode === 'class' ? (
          <button type="button" className="button" data-tone="primary" onClick={onMine}>
            {words.makeMine}
          </button>
        ) : busy ? (
          <button type="button" className="button" onClick={onStop}>
            <Square aria-hidden="true" /> {words.stop}
          </button>
        ) : (
          <button
            type="button"
            className="button"
            data-tone="primary"
            onClick={onRun}
            disabled={fault !== undefined || (mode === 'look' && (template === null || changed))}
          >
            <Play aria-hidden="true" /> {readOnly ? words.runRecorded : words.run}
          </button>
        )}
        {!readOnly && (
          <>
            <button type="button" className="button" disabled={!changed} onClick={() => onDraft(asItCame(draft))}>
              {words.reset}
            </button>
            <CopyLink />
            <label className="own-check">
              <input type="checkbox" checked={compared && changed} disabled={!changed} onChange={({ target }) => setCompared(target.checked)} />
              {words.difference}
            </label>
          </>
        )}
      </p>
      <Said {...{ state, fault, counts, children }} onPlace={place} />
    </section>
  )
}

/** The program as the template or the link has it; what it is started with stays. */
function asItCame(draft: OwnDraft): OwnDraft {
  const { language, original, template } = draft
  return begun({ language, files: [...original] }, template, draft)
}

/** Opens the editor in a box, and tells it what to show. Returns the box, and what moves to a line. */
function useEditor(props: ProgramProps, diagnostics: readonly Diagnostic[], compared: boolean) {
  const { draft, counts, lit } = props
  const readOnly = props.mode !== 'write'
  const words = useOwnWords()
  const fail = useThrow()
  const box = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const latest = useRef({ ...props, words })
  latest.current = { ...props, words }

  useEffect(() => {
    let gone = false
    let opened: Editor | undefined
    orNotFetched(import('./editor.ts')).then(
      ({ openEditor }) => {
        if (gone || !box.current) return
        opened = openEditor(box.current, {
          label: words.editor,
          readOnly,
          onRun: () => latest.current.mode !== 'class' && latest.current.onRun(),
          onLine: (line) => latest.current.onLine(line),
          countLabel: (line, calls) => latest.current.words.countOfLine(line, calls),
          onChange: (text) => latest.current.onDraft(rewritten(latest.current.draft, text)),
        })
        setEditor(opened)
      },
      (fault: unknown) => !gone && fail(fault),
    )
    return () => {
      gone = true
      opened?.close()
    }
  }, [readOnly, words, fail])

  const { original, shown, language, files } = draft
  const content = files[shown]?.content ?? ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: another program begins with its original.
  useEffect(() => editor?.begin(language), [editor, original, language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => editor?.show(shown, content), [editor, shown, content, original, language])
  const name = files[shown]?.name
  const marks = diagnostics.filter(({ file }) => file === name)
  const spelled = JSON.stringify(marks)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `spelled` says what they are; a file that is shown again is marked again.
  useEffect(() => editor?.mark(marks), [editor, spelled, shown, original])
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => editor?.count(counts?.lines ?? NO_LINES, lit), [editor, counts, lit, shown, original])
  const before = original[shown]?.content ?? ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => editor?.compare(compared ? before : null), [editor, compared, before, shown])
  return [box, (line: number) => editor?.goTo(line)] as const
}

const NONE: readonly never[] = []
const NO_LINES: ReadonlyMap<number, number> = new Map()
