/**
 * The class that this page is in, if any: one line to its room, for all who look. No framework, since a seat's page is drawn without
 * the one that the figures need (docs/decisions/0089).
 */
import type { RoomRole } from '../../protocol/roomMessages.ts'
import type { RoomLine, RoomView } from '../transport/roomLine.ts'
import { keepClass } from './keptClass.ts'

export interface Classroom {
  line: RoomLine
  as: RoomRole
}

let current: Classroom | null = null
const readers = new Set<() => void>()

/** The class of this page; the same object as long as it is the same class. */
export const classroom = (): Classroom | null => current

/** What is known of it; the same object until something changes. */
export const classView = (): RoomView | null => current?.line.view ?? null

/** Calls back when the page enters or leaves a class, and at each change in it. */
export function onClass(reader: () => void): () => void {
  readers.add(reader)
  return () => readers.delete(reader)
}

/** Takes a line that somebody else has opened: the window that leads a class without a server. */
export function follow(entered: Classroom): Classroom {
  current = entered
  entered.line.subscribe(() => {
    if (current !== entered) return
    const { is, room } = entered.line.view
    if (is === 'in' && room) keepClass({ room, as: entered.as })
    if (is === 'out' || is === 'refused') keepClass(null)
    tell()
  })
  tell()
  return entered
}

// A phone that slept has a socket that looks open and is not.
if (typeof window !== 'undefined') {
  window.addEventListener('online', () => current?.line.wake())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && current?.line.wake())
}

/** Leaves the class. The seat stays: whoever enters again has it again. */
export function leaveClass(): void {
  const before = current
  current = null
  keepClass(null)
  before?.line.leave()
  tell()
}

let moves = 0
/** How often the class has moved this page to other settings of the page that it was at. Such a page is drawn anew. */
export const classMoves = (): number => moves
export function classMoved(): void {
  moves += 1
  tell()
}

function tell(): void {
  for (const reader of [...readers]) reader()
}
