/** A reader's own program: a trace of it, read in the browser, and one of its starts as a figure. */
import './own.css'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useParams, useSearch } from 'wouter'
import type { OwnLanguage, OwnOffer, OwnProgram } from '../../../protocol/own.ts'
import { Exports } from '../../figures/Exports.tsx'
import { RealFigure } from '../../figures/RealFigure.tsx'
import { type Figure, stepAt } from '../../model/figure.ts'
import type { LogFigure } from '../../model/import/openedLog.ts'
import { lineCounts, lineMark, lineOf } from '../../model/sourceLine.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { drawPace } from '../../runs/drawPace.ts'
import { onDropped, takeDropped } from '../../runs/droppedFile.ts'
import { goTo } from '../../runs/hashAddress.ts'
import { outside } from '../../runs/outside/chosen.ts'
import { packedProgram, unpackedProgram } from '../../runs/ownLink.ts'
import { RunLog } from '../../store/runLog.ts'
import { useFigures } from '../../store/useFigures.ts'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useLanguage } from '../../words/language.ts'
import { useOwnWords } from '../../words/ownWords.ts'
import { ImportLog } from './ImportLog.tsx'
import { PAGE_ROWS } from './logMessages.ts'
import { OwnFigure } from './OwnFigure.tsx'
import { Program } from './Program.tsx'
import { StartList } from './StartList.tsx'
import { type LogFile, useLogFile } from './useLogFile.ts'
import { useOwnRun } from './useOwnRun.ts'

function logOf({ events }: LogFigure): RunLog {
  const log = new RunLog('recorded', drawPace)
  log.append(events, [])
  log.finish('ended', null)
  return log
}

/** What was traced, or the file's name, and which of its starts is shown. */
function titleOf({ name: file, command, figure: { start } }: Extract<LogFile, { is: 'open' }>): string {
  const name = command.length > 0 ? command.join(' ') : file
  return start ? `${name}: ${start.program ?? start.call ?? '?'} (${start.pid})` : name
}

const titleOfStart = ({ start }: LogFigure, otherwise: string): string => (start ? `${start.program ?? start.call ?? '?'} (${start.pid})` : otherwise)

/** Of an id of 32 characters, so many tell it from the others of one reader. */
const SHORT_ID = 8

/** The program that the link brings. */
type Given = { is: 'none' } | { is: 'reading' } | { is: 'wrong' } | { is: 'here'; program: OwnProgram; letters: string }

/** The line under the pointer, or of the step under the pointer or the cursor. */
function litLine(figure: Figure | undefined, file: string): number | null {
  if (!figure) return null
  const { lit } = figure
  const mark = lit?.kind === 'mark' ? lit.mark : lit?.kind === 'step' ? lit.step.mark : (stepAt(figure)?.mark ?? null)
  const found = lineOf(mark)
  return found?.file === file ? found.line : null
}

export function OwnPage() {
  const words = useOwnWords()
  const language = useLanguage()
  const capabilities = useCapabilities()
  const [, go] = useLocation()
  const { trace } = useParams<{ trace?: string }>()
  const [file, { close, open, ...acts }] = useLogFile()

  useEffect(() => {
    const dropped = takeDropped()
    if (dropped) open(dropped.name, dropped)
    else if (trace !== undefined) open(trace.slice(0, SHORT_ID), outside.trace(trace))
    else close()
  }, [trace, open, close])
  useEffect(() => {
    // The address of a trace goes first; the file is taken when it has gone.
    if (trace !== undefined) return
    return onDropped(() => {
      const dropped = takeDropped()
      if (dropped) open(dropped.name, dropped)
    })
  }, [trace, open])

  const { state, start, stop, show } = useOwnRun(capabilities)
  const [offer, setOffer] = useState<OwnOffer | null>(null)
  useEffect(() => {
    let gone = false
    void outside.ownOffer().then((found) => !gone && setOffer(found))
    return () => {
      gone = true
    }
  }, [])
  const letters = new URLSearchParams(useSearch()).get('own')
  /** What this page itself put into the address. */
  const own = useRef<string | null>(null)
  const [given, setGiven] = useState<Given>(letters === null ? { is: 'none' } : { is: 'reading' })
  const [tooLong, setTooLong] = useState(false)
  useEffect(() => {
    if (letters === null || letters === own.current) return
    let gone = false
    setGiven({ is: 'reading' })
    void unpackedProgram(letters).then((program) => !gone && setGiven(program ? { is: 'here', program, letters } : { is: 'wrong' }))
    return () => {
      gone = true
    }
  }, [letters])
  const refused = useRefusalWords(offer?.refusal ?? null)
  const run = useCallback(
    (language: OwnLanguage, name: string, content: string) => {
      setRanFile(name)
      const program: OwnProgram = { language, files: [{ name, content }] }
      void packedProgram(program).then((letters) => {
        setTooLong(letters === null)
        own.current = letters
        goTo(letters === null ? '/own' : `/own?own=${letters}`, { replace: true })
      })
      setAt(undefined)
      void start(program, [], {})
    },
    [start],
  )
  const ran = state.is === 'done' ? state.figure : undefined
  const ranLog = useMemo(() => ran && logOf(ran), [ran])

  const [at, setAt] = useState<number | undefined>(undefined)
  const logs = useMemo(() => (ranLog ? [ranLog] : []), [ranLog])
  const ranTitle = ran ? titleOfStart(ran, words.title) : ''
  const titles = useMemo(() => [ranTitle], [ranTitle])
  const [shown] = useFigures({ titles, logs, focus: 0, at, onAt: setAt })
  const [ranFile, setRanFile] = useState('')
  const counts = useMemo(() => (state.is === 'done' ? lineCounts(state.log.events, ranFile) : null), [state, ranFile])
  const lit = litLine(shown, ranFile)
  const onHover = shown?.onHover
  const onLine = useCallback(
    (line: number | null) => onHover?.(line === null ? null : { kind: 'mark', mark: lineMark({ file: ranFile, line }) }),
    [onHover, ranFile],
  )

  const figure = file.is === 'open' ? file.figure : undefined
  const log = useMemo(() => figure && logOf(figure), [figure])
  const title = file.is === 'open' ? titleOf(file) : ''
  return (
    <main id="main" tabIndex={-1} className="own">
      <h1>{words.title}</h1>
      <p className="note">{words.intro}</p>
      {offer?.refusal && (
        <p className="note">
          {words.cannot} {refused}
        </p>
      )}
      {given.is === 'wrong' && <p role="alert">{words.linkWrong}</p>}
      {offer && !offer.refusal && given.is !== 'reading' && (
        <Program
          key={given.is === 'here' ? given.letters : ''}
          given={given.is === 'here' ? given.program : null}
          tooLong={tooLong}
          offer={offer}
          state={state}
          onRun={run}
          onStop={stop}
          onChange={stop}
          {...{ counts, lit, onLine }}
        />
      )}
      {state.is === 'done' && ran && ranLog && (
        <>
          {!ran.start && <p className="quiet">{words.nothingStarted}</p>}
          {state.log.starts.length > 1 && (
            <section className="panel">
              <StartList
                list={{ search: '', from: 0, rows: state.log.starts.slice(0, PAGE_ROWS), found: state.log.starts.length, all: state.log.starts.length }}
                chosen={ran.start?.seq}
                onList={() => {}}
                onShow={show}
              />
            </section>
          )}
          <OwnFigure figure={shown} keys={file.is !== 'open'} />
        </>
      )}
      <ImportLog file={file} onOpen={open} onClose={() => (trace === undefined ? close() : go('/own'))} onList={acts.list} onShow={acts.show} />
      {file.is === 'open' && log && (
        <>
          <RealFigure key={title} title={title} log={log} keys />
          <Exports
            name={`imported-${file.figure.start?.pid ?? 'log'}`}
            title={title}
            events={() => log.events}
            whole={{ events: file.events, shown: file.figure.events.length, busy: file.busy, save: (format) => acts.exportAll(format, language) }}
          />
        </>
      )}
    </main>
  )
}
