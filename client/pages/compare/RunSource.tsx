import { helloOf } from '../../model/helloOf.ts'
import { isThread } from '../../model/moment.ts'
import type { RunLog } from '../../store/runLog.ts'
import { useMessages } from '../../words/messages.ts'

/** How many processes the runs have started. Threads are none. */
export function startedBy(logs: readonly RunLog[]): number {
  return logs.flatMap(({ events }) => events.filter((event) => event.kind === 'create' && !isThread(event))).length
}

interface RunSourceProps {
  log: RunLog | undefined
  /** How many processes have just been started here; null if none were asked for. */
  started: number | null
}

/** Where the shown run comes from: recorded, or run here, and then how many processes that made. */
export function RunSource({ log, started }: RunSourceProps) {
  const words = useMessages()
  const hello = helloOf(log?.events ?? [])
  // It has its place before there is a run, so that nothing moves when one comes.
  if (!hello) return <p className="run-source">{words.noRun}</p>
  return (
    <p className="run-source" data-is={log?.source} role="status">
      {log?.source === 'live' ? (started === null ? words.live : words.ranHere(started)) : words.recorded(`Linux ${hello.kernel}`)}
    </p>
  )
}
