/** One run as a picture: which task lives when, which sleeps, what is shared, what is blocked, and where signals go. */

import { ZoomIn, ZoomOut } from 'lucide-react'
import { type PointerEvent, type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type Figure, stepAt } from '../../model/figure.ts'
import { namedMoments } from '../../model/namedMoments.ts'
import { timelineOf } from '../../model/timeline.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { latePart } from '../../ui/latePart.tsx'
import { takesKey } from '../../ui/takesKey.ts'
import { useMessages } from '../../words/messages.ts'
import { GUTTER, geometryOf, heightOfMost, RIGHT, RULER, type Size } from './geometry.ts'
import { Patterns } from './Patterns.tsx'
import { Picture } from './Picture.tsx'
import { TimelineLegend } from './TimelineLegend.tsx'
import './timeline.css'
import { Flags } from './Flags.tsx'
import { Hint } from './Hint.tsx'
import { linear } from './scale.ts'
import { useTimelineWidth } from './useTimelineWidth.ts'
import { useView } from './useView.ts'

const TimelineSaid = latePart(async () => (await import('./TimelineSaid.tsx')).TimelineSaid)

interface TimelineProps {
  figure: Figure
  /** Listens to the zoom keys of the whole page, which only one timeline of a page may do. */
  keys?: boolean
  /** `slide`: low, with its legend drawn elsewhere. `compact`: small, without words, one of several side by side. */
  size?: Size
  /** Shown above the picture, with the zoom buttons. */
  head?: ReactNode
}

export function Timeline({ figure, keys = false, size = 'full', head }: TimelineProps) {
  const compact = size === 'compact'
  const words = useMessages()
  const { story, version, onCursor, onHover, onPin } = figure
  const patterns = useId()
  const [box, { width, scale }] = useTimelineWidth()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the story grows in place; its version changes.
  const model = useMemo(() => timelineOf(story), [story, version])
  const [unfolded, setUnfolded] = useState(false)
  const geometry = useMemo(() => geometryOf(model, size, unfolded), [model, size, unfolded])
  const { view, zoomed, zoom, pan, reveal, whole } = useView(model.length)
  const x = useMemo(() => linear([view.from, view.to], [GUTTER, Math.max(width - RIGHT, GUTTER + 10)]), [view.from, view.to, width])
  const drag = useRef<{ x: number; moved: boolean } | null>(null)
  const [grabbing, setGrabbing] = useState(false)
  const step = stepAt(figure)
  const cursor = step?.index ?? 0
  const pointed = figure.lit?.kind === 'step' ? figure.lit.step : null

  const latest = useRef({ zoom, pan, reveal, whole, cursor, view })
  latest.current = { zoom, pan, reveal, whole, cursor, view }
  useEffect(() => latest.current.reveal(cursor), [cursor])

  useLayoutEffect(() => {
    if (!keys) return
    const listen = (event: KeyboardEvent): void => {
      if (takesKey(event)) return
      const { view: now, cursor: at } = latest.current
      const tenth = (now.to - now.from) / 10
      // By the key's position, so that the keys stay together on other keyboard layouts.
      if (event.key === '+' || event.code === 'KeyW') latest.current.zoom(0.7, at + 0.5)
      else if (event.key === '-' || event.code === 'KeyS') latest.current.zoom(1 / 0.7, at + 0.5)
      else if (event.key === '0') latest.current.whole()
      else if (event.code === 'KeyA') latest.current.pan(-tenth)
      else if (event.code === 'KeyD') latest.current.pan(tenth)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [keys])

  useEffect(() => {
    const { current } = box
    // React's own wheel listener is passive, so it could not stop the page from scrolling.
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      latest.current.zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, latest.current.cursor + 0.5)
    }
    current?.addEventListener('wheel', wheel, { passive: false })
    return () => current?.removeEventListener('wheel', wheel)
  }, [box])

  const indexAt = (event: PointerEvent): number => {
    const left = box.current?.getBoundingClientRect().left ?? 0
    return Math.max(0, Math.min(model.length - 1, Math.floor(x.invert((event.clientX - left) / scale))))
  }
  const down = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, moved: false }
    if (!zoomed) onCursor(indexAt(event))
    setGrabbing(true)
  }
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    const under = story.steps[indexAt(event)]
    if (!drag.current) return onHover(under ? { kind: 'step', step: under } : null)
    const by = (event.clientX - drag.current.x) / scale
    if (Math.abs(by) < 3 && !drag.current.moved) return
    // If the whole run is visible, a drag moves the cursor. Zoomed in, it moves the picture.
    if (zoomed) pan(-((by / (width - GUTTER - RIGHT)) * (view.to - view.from)))
    else onCursor(indexAt(event))
    drag.current = { x: event.clientX, moved: true }
  }
  const up = (event: PointerEvent<SVGSVGElement>): void => {
    const under = story.steps[indexAt(event)]
    if (drag.current && !drag.current.moved && under) {
      onCursor(under.index)
      onPin({ kind: 'step', step: under })
    }
    drag.current = null
    setGrabbing(false)
  }

  const zooms = (
    <span className="timeline-zoom">
      {geometry.foldable > 0 && (
        <button type="button" className="button" data-tone="plain" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {words.timeline.moreThreads(geometry.foldable)}
        </button>
      )}
      <IconButton plain label={words.timeline.closer} onClick={() => zoom(0.6, cursor + 0.5)}>
        <ZoomIn aria-hidden="true" />
      </IconButton>
      <IconButton plain label={words.timeline.farther} disabled={!zoomed} onClick={() => zoom(1 / 0.6, cursor + 0.5)}>
        <ZoomOut aria-hidden="true" />
      </IconButton>
    </span>
  )

  return (
    <figure className="timeline" data-compact={compact} aria-label={words.timeline.label(figure.title)}>
      <TimelineSaid model={model} />
      {size === 'slide' && (
        <div className="timeline-head">
          {head}
          {zooms}
        </div>
      )}
      <div ref={box} className="timeline-box" style={{ minHeight: (model.length === 0 ? heightOfMost(size) : geometry.height) * scale }}>
        {!compact && pointed && pointed.index !== cursor && <Hint step={pointed} left={x(pointed.index + 0.5) * scale} width={width * scale} />}
        {model.length === 0 && !compact && <p className="timeline-empty">{words.timeline.empty}</p>}
        {width > 0 && model.length > 0 && (
          <svg
            width={width * scale}
            height={geometry.height * scale}
            viewBox={`0 0 ${width} ${geometry.height}`}
            aria-hidden="true"
            data-zoomed={zoomed}
            data-grabbing={grabbing}
            onPointerDown={down}
            onPointerMove={move}
            onPointerUp={up}
            onPointerCancel={up}
            onPointerLeave={() => !drag.current && onHover(null)}
          >
            <Patterns id={patterns} />
            <Picture model={model} geometry={geometry} x={x} patterns={patterns} lit={figure.lit} width={width} />
            {!compact && <Flags moments={namedMoments(story)} x={x} width={width - RIGHT} cursor={cursor} named={size === 'full'} />}
            {step && <Cursor at={x(cursor)} width={x(cursor + 1) - x(cursor)} height={geometry.height} label={compact ? null : `${cursor + 1}`} />}
          </svg>
        )}
      </div>
      {size === 'full' && (
        <figcaption>
          <TimelineLegend models={[model]} />
          {zooms}
        </figcaption>
      )}
    </figure>
  )
}

function Cursor({ at, width, height, label }: { at: number; width: number; height: number; label: string | null }) {
  const middle = at + width / 2
  if (middle < GUTTER) return null
  return (
    <g className="timeline-cursor">
      <rect x={at} y={label === null ? 0 : RULER - 4} width={Math.max(width, 1)} height={height} />
      <line x1={middle} x2={middle} y1={label === null ? 0 : RULER - 6} y2={height} />
      {label !== null && (
        <>
          <rect className="timeline-handle" x={middle - 15} y={2} width={30} height={18} rx={9} />
          <text x={middle} y={15}>
            {label}
          </text>
        </>
      )}
    </g>
  )
}
