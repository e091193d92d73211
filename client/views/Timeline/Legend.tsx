import type { TimelineModel } from '../../model/timeline.ts'
import { useMessages } from '../../ui/language.ts'

/** What the shapes mean; only those in the picture. */
export function Legend({ model }: { model: TimelineModel }) {
  const { timeline } = useMessages()
  const has = (kind: string): boolean => model.intervals.some((interval) => interval.kind === kind)
  const keys = [
    ['call', model.spans.length > 0, timeline.legend.call],
    ['asleep', has('asleep'), timeline.legend.asleep],
    ['memory', has('memory'), timeline.legend.memory],
    ['stack', has('stack'), timeline.legend.stack],
    ['thread', model.counters.length > 0 || model.lanes.some(({ thread }) => thread), timeline.legend.thread],
    ['runs', model.counters.length > 0, timeline.legend.runs],
    ['mask', model.masks.length > 0, timeline.legend.mask],
    ['decide', model.marks.some(({ kind }) => kind === 'decide'), timeline.legend.decide],
    ['canary', model.marks.some(({ kind }) => kind === 'canary'), timeline.legend.canary],
    ['exec', model.marks.some(({ kind }) => kind === 'exec'), timeline.legend.exec],
    ['exit', model.marks.some(({ kind }) => kind === 'exit'), timeline.legend.exit],
    ['sent', model.signals.some(({ sent }) => sent !== null), timeline.legend.sent],
    ['pending', model.signals.some(({ pending }) => pending !== null), timeline.legend.pending],
    ['delivered', model.signals.some(({ end }) => end !== null && end.how !== 'ignored'), timeline.legend.delivered],
    ['ignored', model.signals.some(({ end }) => end?.how === 'ignored'), timeline.legend.ignored],
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
