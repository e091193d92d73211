/** The program: language and template, the editor, Run, and what the compiler says. */
import { Play, RotateCcw, Square } from 'lucide-react'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import type { OwnLanguage, OwnOffer, OwnProgram } from '../../../protocol/own.ts'
import { orNotFetched } from '../../content/fetchedOnce.ts'
import { languagesOf, templateFile } from '../../content/ownTemplates.ts'
import { CopyLink } from '../../figures/CopyLink.tsx'
import { OWN_TEMPLATES, type OwnTemplate } from '../../model/ownTemplate.ts'
import type { LineCounts } from '../../model/sourceLine.ts'
import { Toggle } from '../../ui/Toggle.tsx'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useThrow } from '../../ui/useThrow.ts'
import { useOwnWords } from '../../words/ownWords.ts'
import type { Editor } from './editor.ts'
import type { OwnRunState } from './useOwnRun.ts'
import './program.css'

interface ProgramProps {
  offer: OwnOffer
  /** The program of the link; null: there is none, so the page begins with a template. */
  given: OwnProgram | null
  state: OwnRunState
  onRun: (language: OwnLanguage, name: string, text: string) => void
  onStop: () => void
  /** The text is another now: what was shown is of another program. */
  onChange: () => void
  /** How many calls each line of the program made; the line that is lit. */
  counts: LineCounts | null
  lit: number | null
  onLine: (line: number | null) => void
  /** The program has no room in a link, so the address has none. */
  tooLong: boolean
}

interface Template {
  name: string
  content: string
}

export function Program({ offer, given, state, onRun, onStop, onChange, counts, lit, onLine, tooLong }: ProgramProps) {
  const words = useOwnWords()
  const id = useId()
  const fail = useThrow()
  const [language, setLanguage] = useState<OwnLanguage>(given?.language ?? offer.languages[0]?.language ?? 'c')
  const [template, setTemplate] = useState<OwnTemplate | null>(given ? null : 'start')
  const [original, setOriginal] = useState<Template | null>(given?.files[0] ?? null)
  const [changed, setChanged] = useState(false)
  const [compared, setCompared] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | null>(null)
  const text = useRef('')
  const busy = state.is === 'compiling' || state.is === 'running'
  const refused = useRefusalWords(state.is === 'refused' ? state.refusal : null)

  const run = useCallback((): void => {
    if (original) onRun(language, original.name, text.current)
  }, [language, original, onRun])
  const latest = useRef({ run, original, onChange, onLine, words })
  latest.current = { run, original, onChange, onLine, words }

  useEffect(() => {
    if (template === null) return
    let gone = false
    orNotFetched(templateFile(template, language)).then(
      (found) => !gone && setOriginal(found ?? null),
      (fault: unknown) => !gone && fail(fault),
    )
    return () => {
      gone = true
    }
  }, [template, language, fail])

  useEffect(() => {
    if (!original) return
    let gone = false
    text.current = original.content
    setChanged(false)
    setCompared(false)
    latest.current.onChange()
    if (editor.current) {
      editor.current.show(original.content, language)
      return
    }
    orNotFetched(import('./editor.ts')).then(
      ({ openEditor }) => {
        if (gone || !box.current) return
        editor.current = openEditor(box.current, original.content, language, {
          label: words.editor,
          onRun: () => latest.current.run(),
          onLine: (line) => latest.current.onLine(line),
          countLabel: (line, calls) => latest.current.words.countOfLine(line, calls),
          onChange(next) {
            text.current = next
            setChanged(next !== latest.current.original?.content)
            latest.current.onChange()
          },
        })
      },
      (fault: unknown) => !gone && fail(fault),
    )
    return () => {
      gone = true
    }
  }, [original, language, words, fail])
  useEffect(
    () => () => {
      editor.current?.close()
      editor.current = null
    },
    [],
  )
  const diagnostics = 'diagnostics' in state ? state.diagnostics : NONE
  useEffect(() => editor.current?.mark(diagnostics), [diagnostics])
  useEffect(() => editor.current?.count(counts?.lines ?? NO_LINES, lit), [counts, lit])
  useEffect(() => editor.current?.compare(compared && original ? original.content : null), [compared, original])

  return (
    <section className="panel own-program" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.programTitle}</h2>
      <div className="own-choices">
        <Toggle
          label={words.language}
          value={language}
          onChange={(next) => {
            setLanguage(next)
            if (template === null || !languagesOf(template).includes(next)) setTemplate('start')
          }}
          options={offer.languages.map((one) => ({ value: one.language, label: words.languages[one.language], name: true }))}
        />
        <label>
          {words.template}
          <select
            value={template ?? ''}
            onChange={({ target }) => {
              const next = OWN_TEMPLATES.find((one) => one === target.value) ?? 'start'
              setTemplate(next)
              if (!languagesOf(next).includes(language)) setLanguage('c')
            }}
          >
            {template === null && <option value="">{words.fromLink}</option>}
            {OWN_TEMPLATES.map((one) => (
              <option key={one} value={one}>
                {words.templates[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div ref={box} className="own-editor" translate="no" />
      <p className="own-buttons">
        {busy ? (
          <button type="button" className="button" onClick={onStop}>
            <Square aria-hidden="true" /> {words.stop}
          </button>
        ) : (
          <button type="button" className="button" data-tone="primary" onClick={run} disabled={!original}>
            <Play aria-hidden="true" /> {words.run}
          </button>
        )}
        <button type="button" className="button" disabled={!changed} onClick={() => setOriginal((before) => before && { ...before })}>
          <RotateCcw aria-hidden="true" /> {words.reset}
        </button>
        <CopyLink />
        <label className="own-compare">
          <input type="checkbox" checked={compared} disabled={!changed} onChange={({ target }) => setCompared(target.checked)} /> {words.difference}
        </label>
      </p>
      {tooLong && <p className="quiet">{words.linkTooLong}</p>}
      <div role="status" className="own-said">
        {state.is === 'compiling' && <p>{state.position > 0 ? words.waits(state.position) : words.compiling}</p>}
        {state.is === 'running' && <p>{words.running}</p>}
        {state.is === 'refused' && <p>{refused}</p>}
        {state.is === 'done' && <p>{state.cached ? words.compiledBefore : words.compiledIn(state.ms)}</p>}
        {counts && counts.lines.size > 0 && <p>{words.byRuntime(counts.others)}</p>}
        {state.is === 'wrong' && <p>{state.fault === '' ? words.wrong : state.fault}</p>}
      </div>
      {diagnostics.length > 0 && (
        <ul className="own-diagnostics">
          {diagnostics.map((one, at) => (
            <li key={at} data-severity={one.severity}>
              <button type="button" className="button" disabled={one.line === null} onClick={() => one.line !== null && editor.current?.goTo(one.line)}>
                {words.place(one.file, one.line)}
              </button>{' '}
              {words.severity[one.severity]} <span translate="no">{one.text}</span>
            </li>
          ))}
        </ul>
      )}
      {'said' in state && state.said !== '' && (
        <details open={state.is === 'wrong' && diagnostics.length === 0}>
          <summary>{words.compilerSaid}</summary>
          <pre translate="no">{state.said}</pre>
        </details>
      )}
    </section>
  )
}

const NONE: readonly never[] = []
const NO_LINES: ReadonlyMap<number, number> = new Map()
