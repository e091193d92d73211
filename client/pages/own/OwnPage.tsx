/** A reader's own program: a trace of it, read in the browser, and one of its starts as a figure. */
import './own.css'
import { useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { OwnOffer } from '../../../protocol/own.ts'
import { useCapabilities } from '../../runs/capabilities.ts'
import { onDropped, takeDropped } from '../../runs/droppedFile.ts'
import { ownOutside } from '../../runs/outside/own.ts'
import { latePart } from '../../ui/latePart.tsx'
import { useOwnWords } from '../../words/ownWords.ts'
import { ImportLog } from './ImportLog.tsx'
import { titleOfStart } from './logFigure.ts'
import { OwnProgram } from './OwnProgram.tsx'
import { type LogFile, useLogFile } from './useLogFile.ts'

const TracedRun = latePart(async () => (await import('./TracedRun.tsx')).TracedRun)

/** What was traced, or the file's name, and which of its starts is shown. */
function titleOf({ name: file, command, figure }: Extract<LogFile, { is: 'open' }>): string {
  const name = command.length > 0 ? command.join(' ') : file
  return figure.start ? `${name}: ${titleOfStart(figure, '')}` : name
}

/** Of an id of 32 characters, so many tell it from the others of one reader. */
const SHORT_ID = 8

export function OwnPage() {
  const words = useOwnWords()
  const capabilities = useCapabilities()
  const [, go] = useLocation()
  const { trace } = useParams<{ trace?: string }>()
  const [file, { close, open, ...acts }] = useLogFile()

  useEffect(() => {
    const dropped = takeDropped()
    if (dropped) open(dropped.name, dropped)
    else if (trace !== undefined) open(trace.slice(0, SHORT_ID), ownOutside.trace(trace))
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

  const [offer, setOffer] = useState<OwnOffer | null>(null)
  useEffect(() => {
    let gone = false
    void ownOutside.offer().then((found) => !gone && setOffer(found))
    return () => {
      gone = true
    }
  }, [])

  const program = offer && <OwnProgram key="program" offer={offer} capabilities={capabilities} keys={file.is !== 'open'} />
  const traced = (
    <section key="trace" className="own-trace">
      <ImportLog file={file} onOpen={open} onClose={() => (trace === undefined ? close() : go('/own'))} onList={acts.list} onShow={acts.show} />
      {file.is === 'open' && <TracedRun file={file} title={titleOf(file)} onExportAll={acts.exportAll} />}
    </section>
  )
  return (
    <main id="main" tabIndex={-1} className="own">
      <h1>{words.title}</h1>
      <p className="note">{words.intro}</p>
      {/* What was asked for first stands first. */}
      {trace === undefined && file.is === 'none' ? [program, traced] : [traced, program]}
    </main>
  )
}
