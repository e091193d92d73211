import type { TimelineModel } from '../../model/timeline.ts'
import { useMessages } from '../../words/messages.ts'

/** What the shapes mean; lists only those in the pictures. */
export function TimelineLegend({ models }: { models: readonly TimelineModel[] }) {
  const { timeline } = useMessages()
  const any = (of: (model: TimelineModel) => boolean): boolean => models.some(of)
  const has = (kind: string): boolean => any(({ intervals }) => intervals.some((interval) => interval.kind === kind))
  const marked = (kind: string): boolean => any(({ marks }) => marks.some((mark) => mark.kind === kind))
  const signalled = (how: (life: TimelineModel['signals'][number]) => boolean): boolean => any(({ signals }) => signals.some(how))
  const keys = [
    ['call', any(({ spans }) => spans.length > 0), timeline.legend.call],
    ['asleep', has('asleep'), timeline.legend.asleep],
    ['memory', has('memory'), timeline.legend.memory],
    ['stack', has('stack'), timeline.legend.stack],
    ['thread', any(({ counters, lanes }) => counters.length > 0 || lanes.some(({ thread }) => thread)), timeline.legend.thread],
    ['runs', any(({ counters }) => counters.length > 0), timeline.legend.runs],
    ['mask', any(({ masks }) => masks.length > 0), timeline.legend.mask],
    ['decide', marked('decide'), timeline.legend.decide],
    ['canary', marked('canary'), timeline.legend.canary],
    ['exec', marked('exec'), timeline.legend.exec],
    ['exit', marked('exit'), timeline.legend.exit],
    ['sent', signalled(({ sent }) => sent !== null), timeline.legend.sent],
    ['pending', signalled(({ pending }) => pending !== null), timeline.legend.pending],
    ['delivered', signalled(({ end }) => end !== null && end.how !== 'ignored'), timeline.legend.delivered],
    ['ignored', signalled(({ end }) => end?.how === 'ignored'), timeline.legend.ignored],
  ] as const
  return (
    <ul className="timeline-legend">
      {keys.map(
        ([key, shown, text]) =>
          shown && (
            <li key={key}>
              <svg width="18" height="14" viewBox="-9 -7 18 14" aria-hidden="true" className={`key-${key}`}>
                {shape(key)}
              </svg>
              {text}
            </li>
          ),
      )}
    </ul>
  )
}

function shape(key: string) {
  switch (key) {
    case 'exec':
      return <path d="M-5 -6 L6 0 L-5 6 z" />
    case 'exit':
    case 'ignored':
      return <path d="M-4 -4 L4 4 M4 -4 L-4 4" />
    case 'decide':
      return <path d="M0 -6 L6 0 L0 6 L-6 0 z" />
    case 'canary':
    case 'sent':
    case 'delivered':
      return <circle r={4.5} />
    case 'thread':
      return <rect x={-8} y={-5} width={16} height={10} rx={2} />
    case 'runs':
      return <path d="M-7 -5 L-2 0 L-7 5 M1 -5 L6 0 L1 5" />
    case 'mask':
      return <rect x={-9} y={-2} width={18} height={4} />
    case 'memory':
      return <path d="M-9 7 L-2 -7 M-4 7 L3 -7 M1 7 L8 -7" />
    case 'stack':
      return (
        <>
          <circle cx={-5} r={1.5} />
          <circle r={1.5} />
          <circle cx={5} r={1.5} />
        </>
      )
    default:
      return <rect x={-8} y={-5} width={16} height={10} rx={2} />
  }
}
