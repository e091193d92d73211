/** How far the program is, and what its compiler says of it. */
import type { ReactNode } from 'react'
import type { Diagnostic } from '../../../protocol/own.ts'
import type { DraftFault } from '../../model/ownDraft.ts'
import type { LineCounts } from '../../model/sourceLine.ts'
import { useRefusalWords } from '../../ui/useRefusalWords.ts'
import { useOwnWords } from '../../words/ownWords.ts'
import type { OwnRunState } from './useOwnRun.ts'

interface SaidProps {
  state: OwnRunState
  /** Why it cannot be run as it stands. */
  fault: DraftFault | undefined
  counts: LineCounts | null
  onPlace: (diagnostic: Diagnostic) => void
  /** What a run that is over can be taken to. */
  children: ReactNode
}

export function Said({ state, fault, counts, onPlace, children }: SaidProps) {
  const words = useOwnWords()
  const refused = useRefusalWords('refusal' in state ? state.refusal : null)
  const diagnostics = 'diagnostics' in state ? state.diagnostics : []
  return (
    <>
      <div role="status" className="own-said">
        {fault && <p data-severity="error">{words.fault(fault)}</p>}
        {state.is === 'compiling' && <p>{state.position > 0 ? words.waits(state.position) : words.compiling}</p>}
        {state.is === 'running' && <p>{words.running}</p>}
        {state.is === 'refused' && <p>{refused}</p>}
        {state.is === 'done' && (
          <p>
            {words.ran(state.how)} {refused ?? words.ended(state.end)}
          </p>
        )}
        {state.is === 'wrong' && <p>{state.fault === '' ? words.wrong : state.fault}</p>}
        {state.is === 'done' && children}
      </div>
      {state.is === 'done' && counts && <ByRuntime counts={counts} />}
      {diagnostics.length > 0 && (
        <ul className="own-diagnostics">
          {diagnostics.map((one, at) => (
            <li key={at} data-severity={one.severity}>
              <button type="button" className="button" disabled={one.line === null} onClick={() => onPlace(one)}>
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
    </>
  )
}

/** Who called clone3? Not the program's own text. */
function ByRuntime({ counts: { known, others } }: { counts: LineCounts }) {
  const words = useOwnWords()
  if (!known) return <p>{words.noLines}</p>
  const calls = [...others.values()].reduce((sum, n) => sum + n, 0)
  return (
    <details>
      <summary>{words.byRuntime(calls)}</summary>
      <ul className="own-others">
        {[...others].map(([call, n]) => (
          <li key={call}>
            <code>{call}</code> {n}
          </li>
        ))}
      </ul>
    </details>
  )
}
