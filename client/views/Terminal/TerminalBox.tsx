/** The frame of every terminal: its name, search, copy. xterm itself loads later. */
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { orNotFetched } from '../../content/fetchedOnce.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useThrow } from '../../ui/useThrow.ts'
import { useMessages } from '../../words/messages.ts'
import type { Finder } from './finder.ts'
import type { OpenTerminal } from './openTerminal.ts'
import './terminal.css'
import { useNear } from './useNear.ts'

interface TerminalBoxProps {
  title: string
  /** The command that does the same in a shell. */
  command?: string | undefined
  /** The terminal has a prompt. */
  typed?: boolean
  /** Called once for each terminal opened; returns the cleanup. The function must keep its identity. */
  onOpen: (open: OpenTerminal) => () => void
}

export function TerminalBox({ title, command, typed = false, onOpen }: TerminalBoxProps) {
  const words = useMessages()
  const box = useRef<HTMLDivElement>(null)
  const open = useRef<OpenTerminal | null>(null)
  const finder = useRef<Finder | null>(null)
  const [searching, setSearching] = useState(false)
  const [missing, setMissing] = useState(false)
  const label = words.terminal(title)
  const firstLabel = useRef(label)
  const near = useNear(box)
  const field = useRef<HTMLInputElement>(null)
  const fail = useThrow()

  useEffect(() => {
    if (!near) return
    let gone = false
    let close = (): void => {}
    const opening = orNotFetched(import('./openTerminal.ts')).then(({ openTerminal }) => {
      if (gone || !box.current) return
      const opened = openTerminal(box.current, firstLabel.current, typed)
      open.current = opened
      finder.current = opened.finder((found) => setMissing(!found))
      opened.onFind(() => {
        setSearching(true)
        field.current?.select()
      })
      const undo = onOpen(opened)
      close = () => {
        undo()
        opened.close()
      }
    })
    opening.catch((fault: unknown) => !gone && fail(fault))
    return () => {
      gone = true
      open.current = null
      finder.current = null
      close()
    }
  }, [near, typed, onOpen, fail])
  useEffect(() => {
    firstLabel.current = label
    open.current?.terminal.textarea?.setAttribute('aria-label', label)
  }, [label])

  function closeSearch(): void {
    setSearching(false)
    // Nobody asks any more: what is written later must not be selected, nor scrolled to.
    finder.current?.find('')
  }

  return (
    <section className="terminal" aria-label={label}>
      <header className="terminal-head">
        <h3 translate="no">{title}</h3>
        {searching && (
          <input
            ref={field}
            className="field"
            type="search"
            // biome-ignore lint/a11y/noAutofocus: the reader has just pressed the button or the keys that open it.
            autoFocus
            aria-label={words.searchIn(label)}
            placeholder={words.search}
            aria-invalid={missing}
            onChange={(event) => finder.current?.find(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') finder.current?.find(event.currentTarget.value, event.shiftKey)
              if (event.key !== 'Escape') return
              closeSearch()
              open.current?.terminal.focus()
            }}
          />
        )}
        {missing && searching && <span role="status">{words.notFound}</span>}
        <IconButton plain label={words.searchIn(label)} aria-pressed={searching} onClick={() => (searching ? closeSearch() : setSearching(true))}>
          <Search aria-hidden="true" />
        </IconButton>
        {command !== undefined && <CopyButton text={() => command} label={words.copyCommand} />}
      </header>
      <div ref={box} className="terminal-box" />
    </section>
  )
}
