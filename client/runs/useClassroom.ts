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

/** Null outside of a class. */
export function useClassroom(): InClass | null {
  const view = useSyncExternalStore(onClass, classView)
  const here = classroom()
  return here && view ? { as: here.as, line: here.line, view } : null
}
