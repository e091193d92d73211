/** What the teacher's buttons and keys do, for the console and for the bar on every page. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { QuestionRef } from '../../protocol/room.ts'
import { lessonAt } from '../class/places.ts'
import { keptRight } from '../class/typedRight.ts'
import { LESSONS, loadLesson } from '../content/lessons.ts'
import { knownQuestion, type LessonQuestion, loadQuestion } from '../content/questions.ts'
import { useCapabilities } from './capabilities.ts'
import { runForClass } from './sharedRuns.ts'
import type { InClass } from './useClassroom.ts'

export interface Lead {
  /** The lesson's question and steps; null without a lesson, undefined until it has come. */
  lesson: LessonQuestion | null | undefined
  running: boolean
  showStep: (step: number) => void
  ask: (seconds: number | null) => void
  close: () => void
  again: (seconds: number | null) => void
  counts: (shown: boolean) => void
  answer: () => void
  run: () => void
}

/** `slug`: the lesson that is taught. */
export function useLead({ line, view }: InClass, slug: string | null): Lead {
  const capabilities = useCapabilities()
  const lesson = useLessonQuestion(slug)
  const [running, setRunning] = useState(false)
  const latest = useRef({ view, slug, lesson, capabilities })
  latest.current = { view, slug, lesson, capabilities }
  const busy = useRef(false)

  const show = useCallback((path: string): void => line.act({ of: 'show', moment: { path, query: '' } }), [line])
  const run = useCallback(async (): Promise<void> => {
    const { slug: of, lesson: known, capabilities: now, view: seen } = latest.current
    if (of === null || !known?.runStep || busy.current || seen.state?.ask?.phase === 'open') return
    busy.current = true
    setRunning(true)
    const path = `/lessons/${of}/${known.runStep}`
    try {
      const lesson = await loadLesson(of)
      if (!lesson) return
      if (seen.state?.stage !== 'follow' || seen.state.moment?.path !== path) show(path)
      await runForClass(lesson.runs, now, line)
    } finally {
      busy.current = false
      setRunning(false)
    }
  }, [line, show])

  return useMemo(
    (): Lead => ({
      lesson,
      running,
      showStep: (step) => slug !== null && show(`/lessons/${slug}/${step}`),
      ask(clock) {
        const ref = lesson?.asks && slug !== null ? refOf(slug, lesson.asks) : null
        if (ref) line.act({ of: 'ask', ref, seconds: clock })
      },
      close: () => line.act({ of: 'close' }),
      again: (clock) => line.act({ of: 'again', seconds: clock }),
      counts: (shown) => line.act({ of: 'counts', shown }),
      answer() {
        const { ask } = latest.current.view.state ?? {}
        if (ask) void rightOf(ask.ref, latest.current.view.room ?? '', ask.index).then((right) => line.act({ of: 'answer', right }))
      },
      run: () => void run(),
    }),
    [line, lesson, running, slug, show, run],
  )
}

function refOf(slug: string, { step, options }: NonNullable<LessonQuestion['asks']>): QuestionRef {
  return { of: 'lesson', lesson: slug, step, options: options.length }
}

/** The right options of a question, once they have come. */
async function rightOf(ref: QuestionRef, room: string, index: number): Promise<number[]> {
  if (ref.of === 'lesson') await loadQuestion(ref.lesson).catch(() => undefined)
  return knownRight(ref, room, index)
}

/** The right options of a question, as far as they are known: the lesson's, or what the teacher noted when he typed it. */
export function knownRight(ref: QuestionRef, room: string, index: number): number[] {
  if (ref.of === 'typed') return keptRight(room, index)
  return knownQuestion(ref.lesson)?.asks?.options.flatMap(({ right }, at) => (right ? [at] : [])) ?? []
}

/** Undefined until it has come. */
export function useLessonQuestion(slug: string | null): LessonQuestion | null | undefined {
  const [, setCame] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    if (slug !== null)
      loadQuestion(slug).then(
        () => !gone && setCame(slug),
        () => {},
      )
    return () => {
      gone = true
    }
  }, [slug])
  return slug === null ? null : knownQuestion(slug)
}

/** The lesson of an address, if it is one of ours. */
export function lessonOf(path: string | undefined): string | null {
  const slug = path === undefined ? undefined : lessonAt(path)?.slug
  return slug !== undefined && LESSONS.some((one) => one.slug === slug) ? slug : null
}
