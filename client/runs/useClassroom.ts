/** The class that this page is in, for the views of React. */
import { useSyncExternalStore } from 'react'
import type { RoomRole } from '../../protocol/roomMessages.ts'
import { classroom, classView, onClass } from '../class/classroom.ts'
import type { RoomLine, RoomView } from '../transport/roomLine.ts'

export interface InClass {
  as: RoomRole
  line: RoomLine
  view: RoomView
}

/** All of it; null outside of a class. A class changes each second, so this is for views that are about the class itself. */
export function useClassroom(): InClass | null {
  useSyncExternalStore(onClass, classView)
  return inClass()
}

/** A part of it. `pick` gives the same value as long as nothing has changed that the view shows: a word, a number, or a part of the state. */
export function useClassPart<T>(pick: (here: InClass | null) => T): T {
  return useSyncExternalStore(onClass, () => pick(inClass()))
}

function inClass(): InClass | null {
  const [here, view] = [classroom(), classView()]
  return here && view ? { as: here.as, line: here.line, view } : null
}
