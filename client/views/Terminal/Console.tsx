/**
 * The Lab's terminal: a prompt that takes the helper's own command line, and each command's run below it.
 * A run started elsewhere on the page is entered here too, as if typed.
 */
import type { IMarker } from '@xterm/xterm'
import { useCallback, useRef, useState } from 'react'
import type { Refusal } from '../../../protocol/errors.ts'
import { orNotFetched } from '../../content/fetchedOnce.ts'
import type { Figure } from '../../model/figure.ts'
import type { RunLog } from '../../store/runLog.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { useThrow } from '../../ui/useThrow.ts'
import { useLabWords } from '../../words/labWords.ts'
import { useLineWords } from '../../words/lineWords.ts'
import type { LineWriter } from './lineWriter.ts'
import type { OpenTerminal } from './openTerminal.ts'
import type { Prompt } from './prompt.ts'
import { TerminalBox } from './TerminalBox.tsx'
import { useFollow } from './useFollow.ts'

export interface ConsoleRun {
  id: number
  log: RunLog
  command: string
}

/** Runs that begin elsewhere on the page. The console follows them by itself, so that its page is not drawn for it. */
export interface BegunRuns {
  /** Newest first. */
  now: () => readonly ConsoleRun[]
  /** Calls back when a run begins; returns the undo. */
  onBegin: (reader: () => void) => () => void
}

/** What a line leads to: words to print, a run to follow, or a cleared screen. */
export type Answer = { kind: 'print'; text: string } | { kind: 'run'; run: ConsoleRun } | { kind: 'clear' }

interface ConsoleProps {
  title: string
  greeting: string
  begun: BegunRuns
  /** The focused run: its id and its command. */
  focus: Pick<ConsoleRun, 'id' | 'command'> | null
  figure: Figure | undefined
  onLine: (line: string) => Answer
  /** What to print when a run is refused. */
  onRefused: (refusal: Refusal) => string
  complete: (line: string) => { line: string; offers: readonly string[] }
  onCancel: () => void
  onLook: (id: number) => void
}

interface Written {
  id: number
  start: IMarker
}

export function Console(props: ConsoleProps) {
  return (
    <Boundary>
      <PromptTerminal {...props} />
    </Boundary>
  )
}

function PromptTerminal(props: ConsoleProps) {
  const words = useLabWords()
  const fail = useThrow()
  const lines = useLineWords()
  const { begun, focus } = props
  const latest = useRef({ ...props, lines })
  latest.current = { ...props, lines }
  const [open, setOpen] = useState<OpenTerminal | null>(null)
  const [drawn, setDrawn] = useState(0)
  const written = useRef<Written[]>([])

  const onOpen = useCallback(
    (opened: OpenTerminal) => {
      let gone = false
      const { terminal } = opened
      const writers = new Set<LineWriter>()
      // The reader may type before the line editor has been fetched.
      const early: string[] = []
      const listening = terminal.onData((keys) => early.push(keys))
      let unfollow = (): void => {}
      openLoop().catch((fault: unknown) => !gone && fail(fault))
      setOpen(opened)
      return () => {
        gone = true
        unfollow()
        written.current = []
        for (const writer of writers) writer.stop()
        setOpen(null)
      }

      async function openLoop(): Promise<void> {
        const { openPrompt } = await orNotFetched(import('./prompt.ts'))
        if (gone) return
        listening.dispose()
        const waiting: ConsoleRun[] = []
        const known = new Set<number>()
        const prompt = openPrompt(terminal, { early, complete: (line) => latest.current.complete(line), cancel: () => latest.current.onCancel() })
        prompt.print(`\u001b[90m${latest.current.greeting}\u001b[0m\n`)
        opened.link({
          onChoose: ({ row, seq }) => choose(row, seq, true),
          onHover: (at) => (at ? choose(at.row, at.seq, false) : latest.current.figure?.onHover(null)),
        })
        let entering = false
        const follow = (): void => {
          // A line typed here begins its run itself.
          if (entering) return
          for (const run of begun.now().toReversed()) {
            if (known.has(run.id)) continue
            known.add(run.id)
            waiting.push(run)
            prompt.accept(run.command)
          }
        }
        unfollow = begun.onBegin(follow)
        follow()
        while (!gone) {
          const next = waiting.shift()
          if (next) {
            prompt.print(`\u001b[1;32m$\u001b[0m ${next.command}\n`)
            await pour(next, prompt)
            continue
          }
          const { line, own } = await prompt.read(() => {
            if (waiting[0]) prompt.accept(waiting[0].command)
          })
          if (gone) return
          if (!own) {
            const entered = waiting.shift()
            if (entered) await pour(entered, prompt)
            continue
          }
          entering = true
          const answer = latest.current.onLine(line)
          if (answer.kind === 'run') known.add(answer.run.id)
          entering = false
          if (answer.kind === 'print') prompt.print(answer.text)
          else if (answer.kind === 'clear') terminal.clear()
          else await pour(answer.run, prompt)
        }
      }

      function pour(run: ConsoleRun, prompt: Prompt): Promise<void> {
        return new Promise((over) => {
          terminal.write('', () => {
            written.current.push({ id: run.id, start: terminal.registerMarker(0) })
            // Printed text is never redrawn, like the prompt's answers; a new language applies from the next run on.
            const writer = opened.write(run.log, latest.current.lines, () => {
              writers.delete(writer)
              const { refusal, status } = run.log
              if (refusal) prompt.print(latest.current.onRefused(refusal))
              else if (status === 'cancelled') prompt.print('^C\n')
              // The rows of another run lie elsewhere; they are looked for when it gets the focus.
              if (run.id === latest.current.focus?.id) setDrawn((before) => before + 1)
              over()
            })
            writers.add(writer)
          })
        })
      }

      function choose(row: number, seq: number, pin: boolean): void {
        const { figure, focus, onLook } = latest.current
        const run = written.current.findLast(({ start }) => start.line <= row && start.line >= 0)
        if (!run) return
        if (run.id !== focus?.id) {
          if (pin) onLook(run.id)
          return
        }
        const step = figure?.story.steps[figure.story.at(seq)]
        if (!step || !figure) return
        if (!pin) return figure.onHover({ kind: 'step', step })
        figure.onCursor(step.index)
        figure.onPin({ kind: 'step', step })
      }
    },
    [fail, begun],
  )

  useFollow(
    open,
    props.figure,
    () => {
      const at = written.current.findIndex(({ id }) => id === focus?.id)
      const end = open?.terminal.buffer.active.length ?? 0
      return { from: written.current[at]?.start.line ?? end, to: written.current[at + 1]?.start.line ?? end }
    },
    `${focus?.id} ${drawn}`,
  )
  return <TerminalBox title={`${props.title} · ${words.console}`} command={focus?.command} typed onOpen={onOpen} />
}
