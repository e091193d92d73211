import { describe, expect, it } from 'vitest'
import { newRoom, type RoomState } from '../../protocol/room.ts'
import type { RoomView } from '../transport/roomLine.ts'
import { createFollowing } from './following.ts'
import { type ClassPlace, cursorOf, isClassPath, lessonAt, placeOf, sameButCursor, samePlace, withCursor, writtenPlace } from './places.ts'

/** A browser's history of addresses, and a class that leads it. */
function follower(fits: (place: ClassPlace) => boolean = () => true) {
  const history = ['/r/room']
  const read = (): ClassPlace => {
    const [path = '/', query = ''] = (history.at(-1) ?? '/').split('?')
    return placeOf(path, query)
  }
  const go = (to: string, { replace }: { replace: boolean }): void => {
    if (replace) history.pop()
    history.push(to)
  }
  const following = createFollowing({ read, go }, fits, () => {})
  let state: RoomState = newRoom('00000001')
  const show = (path: string, query = '', point: RoomView['point'] = null, gathered = state.gathered): void => {
    state = { ...state, stage: 'follow', moment: { path, query }, gathered }
    following.classChanged({ state, point } as RoomView)
  }
  const byHand = (to: string): void => {
    history.push(to)
    following.addressChanged()
  }
  return { following, history, show, byHand }
}

describe('a follower', () => {
  it('goes where the class goes, in one entry of the history', () => {
    const { history, show } = follower()
    show('/lessons/a/1')
    show('/lessons/a/2')
    show('/lab', 'v=1&c=go')
    expect(history).toEqual(['/lab?v=1&c=go'])
  })

  it('leaves by doing something of his own, and comes back to where the class is now, with his own one Back away', () => {
    const { following, history, show, byHand } = follower()
    show('/compare', 'v=1&c=rust')
    byHand('/compare?v=1&c=rust&at=7')
    expect(following.following).toBe(false)
    show('/lab', 'v=1')
    expect(history.at(-1)).toBe('/compare?v=1&c=rust&at=7')
    following.rejoin()
    expect([following.following, ...history.slice(-2)]).toEqual([true, '/compare?v=1&c=rust&at=7', '/lab?v=1'])
    history.pop()
    following.addressChanged()
    expect(following.following).toBe(false)
  })

  it('is brought back once by each gathering, and not by one before his time', () => {
    const { following, history, show, byHand } = follower()
    show('/a', '', null, 3)
    byHand('/b')
    show('/a', '', null, 3)
    expect(following.following).toBe(false)
    show('/c', '', null, 4)
    expect([following.following, history.at(-1)]).toEqual([true, '/c'])
  })

  it('moves with the cursor of whoever leads', () => {
    const { history, show } = follower()
    show('/compare', 'v=1&c=rust', { at: 7, pin: 'block_signals' })
    expect(history.at(-1)).toBe('/compare?v=1&c=rust&at=7&pin=block_signals')
  })

  it('stays where he is if the place is none of this page, or one of the class itself', () => {
    const { history, show } = follower(({ path }) => path !== '/unknown')
    show('/unknown')
    show('/teach/room')
    show('/r/room')
    expect(history).toEqual(['/r/room'])
  })

  it('does not leave by what changes nothing', () => {
    const { following, show, byHand } = follower()
    show('/lab', 'v=1&c=go&signal=PIPE=ignore')
    byHand('/lab?v=1&signal=PIPE=ignore&c=go&lang=ja')
    expect(following.following).toBe(true)
  })
})

describe('a place', () => {
  it('is a page with its link, without the language', () => {
    expect(placeOf('/lab/', 'v=1&lang=ja&c=go')).toEqual({ path: '/lab', query: 'v=1&c=go' })
    expect(writtenPlace({ path: '/lab', query: '' })).toBe('/lab')
    expect(samePlace(placeOf('/', 'v=1'), placeOf('/', ''))).toBe(true)
  })
  it('has a cursor, which can be set and taken out', () => {
    const place = placeOf('/compare', 'v=1&c=go&at=3&pin=x')
    expect(cursorOf(place)).toEqual({ at: 3, pin: 'x' })
    expect(withCursor(place, { at: null, pin: null }).query).toBe('v=1&c=go')
    expect(withCursor(placeOf('/', ''), { at: 2, pin: null }).query).toBe('v=1&at=2')
    expect(sameButCursor(place, placeOf('/compare', 'v=1&c=go&at=9'))).toBe(true)
    expect(sameButCursor(place, placeOf('/compare', 'v=1&c=rust&at=3'))).toBe(false)
    expect(cursorOf(placeOf('/', 'v=1&at=x'))).toEqual({ at: null, pin: null })
  })
  it('may be a step of a lesson, or a page of the class', () => {
    expect(lessonAt('/lessons/fork-in-slow-motion/3')).toEqual({ slug: 'fork-in-slow-motion', step: 3 })
    expect(lessonAt('/lessons/fork-in-slow-motion')?.step).toBe(1)
    expect([lessonAt('/lessons'), lessonAt('/lab')]).toEqual([null, null])
    expect(['/r/x', '/wall/x', '/teach', '/class/a', '/join', '/real', '/'].map(isClassPath)).toEqual([true, true, true, true, true, false, false])
  })
})
