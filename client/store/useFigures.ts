/** Cursor and lighting of one run or of several side by side, as props for their views. */
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { alignedTo } from '../model/align.ts'
import type { Figure } from '../model/figure.ts'
import { posterOf } from '../model/poster.ts'
import { type Light, litIn, moved, pinned } from './light.ts'
import type { RunLog } from './runLog.ts'
import { storyOf } from './storyOf.ts'

interface FiguresState {
  titles: readonly string[]
  logs: readonly RunLog[]
  /** The run that leads: the others stand at the same place of the same phase. */
  focus: number
  /** The event under the leader's cursor; undefined: where `opensAt` says. */
  at: number | undefined
  /** The step where the picture explains most, or the first one. */
  opensAt?: 'poster' | 'first'
  /** The reader moved the cursor in the run at `focus`. */
  onAt: (seq: number, focus: number) => void
}

/** One figure for each log. A run becomes the leader when the reader moves its cursor. */
export function useFigures({ titles, logs, focus, at, opensAt = 'poster', onAt }: FiguresState): Figure[] {
  const version = useVersions(logs)
  const [hovered, setHovered] = useState<Light | null>(null)
  const [pin, setPin] = useState<Light | null>(null)
  const light = hovered ?? pin
  const [lit, setLit] = useState(logs)
  if (lit !== logs && (lit.length !== logs.length || lit.some((log, run) => log !== logs[run]))) {
    setLit(logs)
    setHovered(moved(hovered, lit, logs))
    setPin(moved(pin, lit, logs))
  }
  const latest = useRef({ logs, onAt })
  latest.current = { logs, onAt }
  const drawn = useRef<readonly Figure[]>([])
  // The same functions whatever is run: the parts of a page that only act on a run are not drawn with it.
  const actsOf = useMemo(() => {
    const made = new Map<number, Acts>()
    return (run: number): Acts => {
      const acts = made.get(run) ?? {
        onCursor(index) {
          const now = latest.current
          const steps = now.logs[run] ? storyOf(now.logs[run]).steps : []
          const step = steps[Math.max(0, Math.min(index, steps.length - 1))]
          if (step) now.onAt(step.seq, run)
        },
        onHover: (target) => setHovered(target && { run, target }),
        onPin: (target) => setPin((before) => pinned(before, run, target)),
      }
      made.set(run, acts)
      return acts
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: stories grow in place, so only the version shows a change.
  return useMemo(() => {
    const stories = logs.map(storyOf)
    const leader = stories[focus]
    const cursor = !leader ? 0 : at !== undefined ? leader.at(at) : opensAt === 'first' ? 0 : posterOf(leader)
    const figures = stories.map(
      (story, run): Figure =>
        sameAs(drawn.current[run], {
          title: titles[run] ?? '',
          story,
          version: logs[run]?.version ?? 0,
          cursor: leader ? alignedTo(cursor, leader, story) : 0,
          lit: litIn(light, run),
          ...actsOf(run),
        }),
    )
    drawn.current = figures
    return figures
  }, [titles, logs, focus, at, opensAt, version, light, actsOf])
}

type Acts = Pick<Figure, 'onCursor' | 'onHover' | 'onPin'>

/** Returns the drawn figure if nothing in it has changed, so that a change in another run does not draw it again. */
function sameAs(drawn: Figure | undefined, next: Figure): Figure {
  return drawn && (Object.keys(next) as (keyof Figure)[]).every((key) => drawn[key] === next[key]) ? drawn : next
}

function useVersions(logs: readonly RunLog[]): string {
  return useSyncExternalStore(
    useCallback(
      (reader: () => void) => {
        const undo = logs.map((log) => log.subscribe(reader))
        return () => {
          for (const stop of undo) stop()
        }
      },
      [logs],
    ),
    () => logs.map(({ source, version }) => `${source}${version}`).join(),
  )
}
