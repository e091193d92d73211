/** A figure whose run answers another question than the one on the page: it is grey, and says so, with what to press. */
import { Play } from 'lucide-react'
import { createContext, type ReactNode, useContext } from 'react'
import type { Staleness } from '../model/staleRun.ts'
import { useMessages } from '../words/messages.ts'
import './staleFigure.css'

/** Runs as the page says; undefined while something runs, or nothing can. A context, so that only the buttons are drawn when that changes. */
export const RunNowContext = createContext<(() => void) | undefined>(undefined)

interface StaleFigureProps {
  is: Staleness
  /** The command of the run that is shown, if one command says it. */
  shown?: string | undefined
  children: ReactNode
}

export function StaleFigure({ is, shown, children }: StaleFigureProps) {
  return (
    <div className="stale-figure" data-stale={is === 'no' ? undefined : is}>
      {is !== 'no' && <StaleNote is={is} shown={shown} />}
      {/* Always the same element, so that a figure keeps its state. */}
      <div className="stale-content">{children}</div>
    </div>
  )
}

export function StaleNote({ is, shown }: Omit<StaleFigureProps, 'children'>) {
  const { staleness: words } = useMessages()
  const onRun = useContext(RunNowContext)
  if (is === 'no') return null
  return (
    <p className="stale" role="status">
      <strong>{is === 'stored' ? words.stored : words.notRun}</strong>
      {shown !== undefined && (
        <span>
          {words.shown} <code>{shown}</code>
        </span>
      )}
      {onRun && is === 'not-run' && (
        <button type="button" className="button" data-tone="primary" onClick={onRun}>
          <Play aria-hidden="true" /> {words.run}
        </button>
      )}
    </p>
  )
}
