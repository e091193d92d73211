/** One run as strace-style lines. Rows link into the other views, by keys too, and follow the cursor. The log holds the truth, not this. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Figure } from '../../model/figure.ts'
import type { RunLog } from '../../store/runLog.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { useLineWords } from '../../words/lineWords.ts'
import type { OpenTerminal } from './openTerminal.ts'
import { TerminalBox } from './TerminalBox.tsx'
import { useFollow } from './useFollow.ts'

interface TerminalProps {
  title: string
  log: RunLog
  figure?: Figure | undefined
  command?: string
}

export function Terminal(props: TerminalProps) {
  return (
    <Boundary>
      <RunTerminal {...props} />
    </Boundary>
  )
}

function RunTerminal({ title, log, figure, command }: TerminalProps) {
  const [open, setOpen] = useState<OpenTerminal | null>(null)
  const [drawn, setDrawn] = useState(0)
  const lines = useLineWords()
  const latest = useRef(figure)
  latest.current = figure

  const onOpen = useCallback((opened: OpenTerminal) => {
    opened.link({
      onChoose: ({ seq }) => {
        const step = latest.current?.story.steps[latest.current.story.at(seq)]
        if (!step) return
        latest.current?.onCursor(step.index)
        latest.current?.onPin({ kind: 'step', step })
      },
      onHover: (at) => {
        const step = at && latest.current?.story.steps[latest.current.story.at(at.seq)]
        latest.current?.onHover(step ? { kind: 'step', step } : null)
      },
    })
    opened.walk(() => latest.current)
    setOpen(opened)
    return () => setOpen(null)
  }, [])
  // The terminal stays when its column is run again: to open another costs as much as the run.
  const before = useRef<OpenTerminal | null>(null)
  useEffect(() => {
    if (!open) return
    if (before.current === open) open.clear()
    before.current = open
    const writer = open.write(log, lines, () => setDrawn((count) => count + 1))
    return () => writer.stop()
  }, [open, log, lines])
  useFollow(open, figure, () => ({ from: 0, to: open?.terminal.buffer.active.length ?? 0 }), String(drawn))

  return <TerminalBox title={title} command={command} onOpen={onOpen} />
}
