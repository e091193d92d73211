/**
 * Where a follower's page stands: with the class, or on its own. The page goes where the class goes as long as it follows. Something
 * of one's own ends that: a link, a setting, the cursor. Scrolling and looking closer do not. One key leads back; then the own
 * experiment is one Back away.
 */
import type { RoomView } from '../transport/roomLine.ts'
import { type ClassPlace, isClassPath, lessonAt, placeOfMoment, samePlace, withCursor, writtenPlace } from './places.ts'

/** The page's address, and how to change it. */
export interface Address {
  read(): ClassPlace
  go(to: string, how: { replace: boolean }): void
}

export interface Following {
  readonly following: boolean
  /** The class has moved, or something else of it has changed. */
  classChanged(view: RoomView): void
  /** The reader has changed the address, by something done since the class last moved this page. */
  addressChanged(): void
  /** Goes where the class is, and follows again. */
  rejoin(): void
  /** Stays here on its own. */
  stay(): void
}

/** `fits`: whether this page can show a place. `changed`: `following` has changed. */
export function createFollowing(address: Address, fits: (place: ClassPlace) => boolean, changed: () => void): Following {
  let following = true
  let view: RoomView | null = null
  /** Where the class was when this page last went there. */
  let went = ''
  let gathered = -1

  function target(): ClassPlace | null {
    const moment = view?.state?.moment
    if (!moment || view?.state?.stage !== 'follow') return null
    const place = placeOfMoment(moment)
    const pointed = view.point ? withCursor(place, view.point) : place
    return !isClassPath(pointed.path) && fits(pointed) ? pointed : null
  }

  function set(next: boolean): void {
    if (following === next) return
    following = next
    changed()
  }

  /** `replace`: whoever only follows has a history of one entry, not of every step of his teacher. */
  function move(replace: boolean): void {
    const to = target()
    if (!to) return
    const key = writtenPlace(to)
    if (samePlace(address.read(), to)) {
      went = key
      return
    }
    if (replace && key === went) return
    went = key
    address.go(key, { replace })
  }

  return {
    get following() {
      return following
    },
    classChanged(next) {
      view = next
      const calls = next.state?.gathered ?? 0
      if (gathered === -1) gathered = calls
      else if (calls !== gathered) {
        gathered = calls
        if (!following) {
          set(true)
          move(false)
          return
        }
      }
      if (following) move(true)
    },
    addressChanged() {
      if (!following) return
      const to = target()
      if (to && !samePlace(address.read(), to)) set(false)
    },
    rejoin() {
      set(true)
      move(false)
    },
    stay: () => set(false),
  }
}

/** What a teacher sees of a follower: the step of the lesson that its page is at. */
export function lessonStepAt(place: ClassPlace): number | null {
  return lessonAt(place.path)?.step ?? null
}
